import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, callAll } from '../../api/http';
import type { Role, Setting, SettingValue } from '../../api/types';

const list = 'backend.config.list';

export function useSettings() {
  return useQuery({ queryKey: [list], queryFn: () => callAll<Setting>('/backend/config') });
}

export function useAllRoles() {
  return useQuery({
    queryKey: ['backend.role.list', 'all'],
    queryFn: () => callAll<Role>('/backend/role'),
  });
}

export function useSetSetting(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (value: SettingValue) =>
      call<Setting>('PUT', `/backend/config/${encodeURIComponent(key)}`, { body: { value } }),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('backend.config'),
      }),
  });
}
