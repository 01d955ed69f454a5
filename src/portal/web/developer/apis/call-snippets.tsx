import { Alert, SegmentedControl, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { App, ConsumerApi } from '../../api/types';
import { serverUrl } from '../../base';
import { CodeTabs } from '../../ui/code-tabs';
import { Section } from '../../ui/page';
import { revealedApiKey, revealedSecret } from '../apps/revealed';
import { programsFor, type Access } from '../programs';
import { callOf, exampleFor, fieldsOf } from './api-call';
import type { ApiOperation } from './api-operations';
import type { ApiDocument, Parameter } from './document';

interface CallSnippetsProps {
  api: ConsumerApi;
  operation: ApiOperation;
  document?: ApiDocument;
  app?: App;
}

/** Programs that call the operation where the API is, with the reader's own credential. */
export function CallSnippets({ api, operation, document, app }: CallSnippetsProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const isPublic = operation.access === 'public';
  const [by, setBy] = useCredential(app);
  if (app?.dpop && !isPublic) return <Alert variant="light">{t('consumerApis.bound')}</Alert>;
  const keyOf = ({ in: place, name }: Parameter) => `${place} ${name}`;
  const valueOf = (parameter: Parameter) =>
    typed[keyOf(parameter)] || exampleFor(document, parameter);
  const fields = fieldsOf(operation, api);
  const access = isPublic ? { by: 'nothing' as const } : accessOf(by, api, operation, app);
  return (
    <Section
      title={t('consumerApis.call')}
      description={isPublic ? undefined : <Known access={access} app={app} />}
      actions={
        !isPublic &&
        app?.type !== 'public' && (
          <SegmentedControl
            size="xs"
            aria-label={t('refused.credential')}
            value={by}
            onChange={setBy}
            data={[
              { value: 'token', label: t('consumerApis.byToken') },
              { value: 'key', label: t('consumerApis.byKey') },
            ]}
          />
        )
      }
    >
      <Stack gap="sm">
        {fields.length > 0 && (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {fields.map((parameter) => (
              <TextInput
                key={keyOf(parameter)}
                size="xs"
                label={`${parameter.name} (${t(`consumerApis.in.${parameter.in}`)})`}
                placeholder={exampleFor(document, parameter)}
                maxLength={500}
                spellCheck={false}
                value={typed[keyOf(parameter)] ?? ''}
                onChange={(event) =>
                  setTyped({ ...typed, [keyOf(parameter)]: event.currentTarget.value })
                }
              />
            ))}
          </SimpleGrid>
        )}
        <CodeTabs
          label={t('consumerApis.call')}
          programs={programsFor(access, callOf(api, operation, document, valueOf))}
        />
      </Stack>
    </Section>
  );
}

/** The kind of credential, kept in the URL. */
function useCredential(app?: App): ['token' | 'key', (by: string) => void] {
  const [params, setParams] = useSearchParams();
  const by = params.get('with') === 'key' && app?.type !== 'public' ? 'key' : 'token';
  const set = (next: string) => {
    const changed = new URLSearchParams(params);
    if (next === 'key') changed.set('with', 'key');
    else changed.delete('with');
    setParams(changed, { replace: true });
  };
  return [by, set];
}

const UNKNOWN = { key: 'YOUR_API_KEY', secret: 'YOUR_APP_SECRET', id: 'YOUR_CLIENT_ID', token: 'YOUR_ACCESS_TOKEN' }; // prettier-ignore

/** What was shown on this page's visit is filled in; nothing secret is asked for. */
function accessOf(
  by: 'token' | 'key',
  { keyHeader, publicUrl }: ConsumerApi,
  operation: ApiOperation,
  app?: App,
): Access {
  if (by === 'key')
    return {
      by: 'header',
      name: keyHeader,
      value: (app && revealedApiKey(app.id, operation.needs)) ?? UNKNOWN.key,
    };
  if (app?.type === 'public')
    return { by: 'header', name: 'Authorization', value: `Bearer ${UNKNOWN.token}` };
  return {
    by: 'client',
    origin: serverUrl,
    key: app?.appKey ?? UNKNOWN.id,
    secret: (app && revealedSecret(app.appKey)) ?? UNKNOWN.secret,
    resource: publicUrl,
  };
}

/** What is missing in the program, in words. */
function Known({ access, app }: { access: Access; app?: App }) {
  const { t } = useTranslation();
  if (!app) return t('consumerApis.noApp');
  if (access.by === 'client')
    return access.secret === UNKNOWN.secret ? t('call.noSecret') : t('consumerApis.asPasted');
  if (access.by === 'nothing') return null;
  if (access.value.endsWith(UNKNOWN.token)) return t('consumerApis.noToken');
  return access.value === UNKNOWN.key ? t('consumerApis.noKey') : t('consumerApis.asPasted');
}
