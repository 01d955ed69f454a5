import { useTranslation } from 'react-i18next';
import type { CreatedApiKey } from '../../api/client.gen';
import { serverUrl } from '../../base';
import { showOnce } from '../../ui/shown-once';
import { rememberApiKey } from '../apps/revealed';

/** Shows a new API key, this once; the snippets of this page hold it from now on. */
export function useShowApiKey(appId: string): (made: CreatedApiKey) => void {
  const { t } = useTranslation();
  return ({ name, key, scopes }) => {
    rememberApiKey(appId, key, scopes);
    showOnce({
      title: t('keys.made'),
      once: t('keys.once'),
      about: name,
      values: [{ label: t('keys.key'), value: key, isSecret: true }],
      ifLost: t('keys.ifLost'),
      file: {
        name: 'gatehouse-api-key.env',
        text: `GATEHOUSE_URL=${serverUrl}\nGATEHOUSE_API_KEY=${key}\n`,
      },
      closing: t('reveal.saved'),
    });
  };
}
