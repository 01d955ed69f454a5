import { useTranslation } from 'react-i18next';
import type { CreateInitialAccess } from '../../api/client.gen';

type GrantType = NonNullable<CreateInitialAccess['grantTypes']>[number];

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** Every grant type that a program may register for. */
export const GRANT_TYPES: GrantType[] = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  DEVICE_CODE,
  TOKEN_EXCHANGE,
];

/** A grant type in the reader's words; the last part of its name is the key. */
export function useGrantWords(): (name: string) => string {
  const { t, i18n } = useTranslation();
  return (name) => {
    const key = `initialAccess.grant.${name.split(':').at(-1)?.replaceAll('-', '_')}`;
    return i18n.exists(key) ? t(key as 'initialAccess.grant.refresh_token') : name;
  };
}
