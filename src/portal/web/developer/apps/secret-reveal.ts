import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { serverUrl } from '../../base';
import { showOnce } from '../../ui/shown-once';
import { rememberSecret } from './revealed';

/** Shows client ID and secret, this once; the snippets of this page hold them from now on. */
export function useShowSecret(): (app: App, secret: string, onClose?: () => void) => void {
  const { t } = useTranslation();
  return (app, secret, onClose) => {
    rememberSecret(app.appKey, secret);
    showOnce({
      title: t('reveal.title'),
      once: t('reveal.once'),
      about: app.name,
      values: [
        { label: t('apps.clientId'), value: app.appKey },
        { label: t('apps.secret'), value: secret, isSecret: true },
      ],
      ifLost: t('reveal.savedHint'),
      file: { name: 'gatehouse.env', text: environment(app.appKey, secret) },
      onClose,
    });
  };
}

/** A `.env` file, as programs read it. */
function environment(appKey: string, secret: string): string {
  return [
    `GATEHOUSE_URL=${serverUrl}`,
    `GATEHOUSE_APP_KEY=${appKey}`,
    `GATEHOUSE_APP_SECRET=${secret}`,
    '',
  ].join('\n');
}
