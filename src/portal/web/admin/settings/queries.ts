import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { backendConfigList, backendConfigUpdate } from '../../api/client.gen';
import { ifMatch } from '../../api/entity-tag';
import { allOf } from '../../api/http';
import type { Setting, SettingValue } from '../../api/types';

const list = 'backend.config.list';

export function useSettings() {
  return useQuery({ queryKey: [list], queryFn: () => allOf(backendConfigList) });
}

/** A value, and the setting as it was seen by who chose it. */
interface NewValue {
  value: SettingValue;
  of: Setting;
}

export function useSetSetting() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ value, of }: NewValue) => backendConfigUpdate(of.key, { value }, ifMatch(of)),
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('backend.config'),
      }),
  });
}
