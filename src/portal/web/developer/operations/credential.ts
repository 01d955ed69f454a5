import { useSearchParams } from 'react-router';
import type { App } from '../../api/types';
import { serverUrl } from '../../base';
import { revealedApiKey, revealedSecret } from '../apps/revealed';
import type { ApiOperation, DescribedApi } from './operations';
import type { Access } from './programs';

/** What stands in a program where we do not know better. */
export const UNKNOWN = { key: 'YOUR_API_KEY', secret: 'YOUR_APP_SECRET', id: 'YOUR_CLIENT_ID', token: 'YOUR_ACCESS_TOKEN' }; // prettier-ignore

/** The kind of credential, kept in the URL. */
export function useCredential(
  api: DescribedApi,
  app?: App,
): ['token' | 'key', (by: string) => void] {
  const [params, setParams] = useSearchParams();
  const mayUseKey = !!api.keyHeader && app?.type !== 'public';
  const by = params.get('with') === 'key' && mayUseKey ? 'key' : 'token';
  const set = (next: string) => {
    const changed = new URLSearchParams(params);
    if (next === 'key') changed.set('with', 'key');
    else changed.delete('with');
    setParams(changed, { replace: true });
  };
  return [by, set];
}

/** Client ID and secret of the app, as far as this page knows them. */
export function clientOf(app?: App): { id: string; secret: string } {
  return {
    id: app?.appKey ?? UNKNOWN.id,
    secret: (app && revealedSecret(app.appKey)) ?? UNKNOWN.secret,
  };
}

/** What was shown on this page's visit is filled in; nothing secret is asked for. */
export function accessOf(
  by: 'token' | 'key',
  { keyHeader, publicUrl, isOwn }: DescribedApi,
  operation: ApiOperation,
  app?: App,
): Access {
  if (operation.access === 'public') return { by: 'nothing' };
  if (by === 'key' && keyHeader)
    return {
      by: 'header',
      name: keyHeader,
      value: (app && revealedApiKey(app.id, operation.needs)) ?? UNKNOWN.key,
    };
  if (app?.type === 'public' || operation.description?.isForLogins)
    return { by: 'header', name: 'Authorization', value: `Bearer ${UNKNOWN.token}` };
  const { id: key, secret } = clientOf(app);
  return { by: 'client', origin: serverUrl, key, secret, ...(!isOwn && { resource: publicUrl }) };
}
