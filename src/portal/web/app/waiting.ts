import { useAttention } from '../admin/overview/queries';
import { covers } from '../session/scopes';
import type { Place } from './navigation';

/** How much waits for an administrator, by the page where it is. */
export type Waiting = Partial<Record<Place['label'], number>>;

/** @param scopes what the reader may do */
export function useWaiting(scopes: string[] = []): Waiting {
  const { data } = useAttention(covers(scopes, 'backend.statistic.attention'));
  return data ? { users: data.pendingUsers, adminApps: data.pendingApps } : {};
}
