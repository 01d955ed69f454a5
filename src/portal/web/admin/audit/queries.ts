import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/http';
import type { AuditEntry, ListRequest, Page } from '../../api/types';

interface AuditRequest extends ListRequest {
  event?: string;
  userId?: string;
  from?: string;
  to?: string;
}

export function useAudit(query: AuditRequest) {
  return useQuery({
    queryKey: ['backend.audit.list', query],
    queryFn: () => call<Page<AuditEntry>>('GET', '/backend/audit', { query: { ...query } }),
    placeholderData: keepPreviousData,
  });
}
