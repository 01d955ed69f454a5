import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { backendConfigList, backendConfigUpdate, backendRoleList } from '../../api/client.gen';
import { allOf } from '../../api/http';
import type { SettingValue } from '../../api/types';

const list = 'backend.config.list';

export function useSettings() {
  return useQuery({ queryKey: [list], queryFn: () => allOf(backendConfigList) });
}

export function useAllRoles() {
  return useQuery({
    queryKey: ['backend.role.list', 'all'],
    queryFn: () => allOf(backendRoleList),
  });
}

export function useSetSetting(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (value: SettingValue) => backendConfigUpdate(key, { value }),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('backend.config'),
      }),
  });
}
