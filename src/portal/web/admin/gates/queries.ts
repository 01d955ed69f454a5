import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  backendGateCreate,
  backendGateGet,
  backendGateKey,
  backendGateList,
  backendGateRemove,
  backendGateUpdate,
  type CreatedGateKey,
  type CreateGate,
  type GateWithKey,
  type UpdateGate,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import type { Gate } from '../../api/types';
import type { Overlap } from '../../developer/apps/queries';

const list = 'backend.gate.list';
const get = 'backend.gate.get';
/** The server notes every five seconds that a gate asks. */
const ASKED_MS = 5_000;

export function useGates(query: NonNullable<Parameters<typeof backendGateList>[0]>) {
  return useQuery({
    queryKey: [list, query],
    queryFn: () => backendGateList(query),
    placeholderData: keepPreviousData,
    refetchInterval: ASKED_MS,
  });
}

export function useGate(id: string) {
  return useQuery({
    queryKey: [get, id],
    queryFn: () => backendGateGet(id),
    refetchInterval: ASKED_MS,
  });
}

/** @param done called with the answer, also when the page that asked is gone by then */
function useGateMutation<I, O>(run: (input: I) => Promise<O>, done?: (answer: O) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (answer) => {
      done?.(answer);
      await Promise.all([list, get].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  });
}

/** @param done as for `useGateMutation` */
export function useCreateGate(done: (made: GateWithKey) => void) {
  return useGateMutation((body: CreateGate) => backendGateCreate(body), done);
}

export function useUpdateGate(id: string) {
  return useGateMutation(({ of, ...body }: UpdateGate & { of: Gate }) =>
    backendGateUpdate(id, body, ifMatch(of)),
  );
}

/** @param done as for `useGateMutation` */
export function useNewGateKey(id: string, done: (made: CreatedGateKey) => void) {
  return useGateMutation((overlap: Overlap) => backendGateKey(id, { overlap }), done);
}

export function useRemoveGate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (gate: Gate) => backendGateRemove(gate.id, ifMatch(gate)),
    onSuccess: () => client.invalidateQueries({ queryKey: [list] }),
  });
}
