import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Appearance,
  backendAppearanceGet,
  backendAppearanceRemoveImage,
  backendAppearanceSetImage,
  backendAppearanceUpdate,
  type UpdateAppearance,
} from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import { fetchProvider, showProvider } from '../../provider';

const get = 'backend.appearance.get';

export type ImageKind = 'logo' | 'logo_dark' | 'favicon';

export function useAppearance() {
  return useQuery({ queryKey: [get], queryFn: () => backendAppearanceGet() });
}

/** What is changed shows at once, in this page too. */
function useAppearanceMutation<I>(run: (input: I) => Promise<Appearance>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (saved) => {
      client.setQueryData([get], saved);
      showProvider(await fetchProvider());
    },
  });
}

export function useUpdateAppearance() {
  return useAppearanceMutation(({ of, ...body }: UpdateAppearance & { of: Appearance }) =>
    backendAppearanceUpdate(body, ifMatch(of)),
  );
}

export function useSetImage() {
  return useAppearanceMutation(async ({ kind, file }: { kind: ImageKind; file: File }) =>
    backendAppearanceSetImage(kind, { data: await base64Of(file) }),
  );
}

export function useRemoveImage() {
  return useAppearanceMutation((kind: ImageKind) => backendAppearanceRemoveImage(kind));
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(file);
  });
}
