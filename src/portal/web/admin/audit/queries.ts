import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { backendAuditList } from '../../api/client.gen';
import type { ListRequest } from '../../api/types';

interface AuditRequest extends ListRequest {
  event?: string;
  group?: 'changes' | 'security';
  userId?: string;
  subject?: string;
  from?: string;
  to?: string;
}

export function useAudit({ from, ...query }: AuditRequest) {
  return useQuery({
    queryKey: ['backend.audit.list', from, query],
    queryFn: () => backendAuditList({ ...query, $from: from }),
    placeholderData: keepPreviousData,
  });
}
