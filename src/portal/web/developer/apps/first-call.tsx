import { Alert, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { serverUrl } from '../../base';
import { CodeTabs } from '../../ui/code-tabs';
import { CodeBlock } from '../../ui/copyable';
import { Section } from '../../ui/page';
import { WaitingForCalls } from '../calls/waiting-for-calls';
import { revealedSecret } from './revealed';
import { signInSnippet } from './sign-in-snippet';
import { firstPrograms } from './snippets';

/** The road to the first answer: programs that run as pasted, with the app's own key in them. */
export function FirstCall({ app }: { app: App }) {
  const { t } = useTranslation();
  const secret = revealedSecret(app.appKey);
  if (app.type === 'public') return <FirstSignIn app={app} />;
  return (
    <Stack gap="lg">
      {!secret && <Alert variant="light">{t('call.noSecret')}</Alert>}
      <Section title={t('call.title')} description={t('call.hint')}>
        <CodeTabs
          label={t('call.title')}
          programs={firstPrograms({
            origin: serverUrl,
            key: app.appKey,
            secret: secret ?? 'YOUR_APP_SECRET',
            scopes: app.scopes,
          })}
        />
      </Section>
      <WaitingForCalls app={app} />
    </Stack>
  );
}

/** An app without a secret gets its tokens by signing a person in. */
function FirstSignIn({ app }: { app: App }) {
  const { t } = useTranslation();
  const [redirectUri] = app.redirectUris;
  return (
    <Stack gap="lg">
      {!redirectUri && (
        <Alert variant="light" color="yellow">
          {t('call.noRedirect')}
        </Alert>
      )}
      <Section title={t('call.publicTitle')} description={t('call.publicHint')}>
        {redirectUri && (
          <CodeBlock
            label={t('call.publicTitle')}
            language="curl"
            code={signInSnippet(app, redirectUri, serverUrl)}
          />
        )}
      </Section>
    </Stack>
  );
}
