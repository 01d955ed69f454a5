import { Alert, Button, SegmentedControl, SimpleGrid, Stack, Textarea, TextInput, UnstyledButton } from '@mantine/core'; // prettier-ignore
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { CodeTabs } from '../../ui/code-tabs';
import { Section } from '../../ui/page';
import { accessOf, clientOf, UNKNOWN, useCredential } from './credential';
import type { ApiDocument, Parameter } from './document';
import { bodyFor, callOf, exampleFor, fieldsOf, keyOf, type Typed } from './operation-call';
import type { ApiOperation, DescribedApi } from './operations';
import { programsFor, type Access } from './programs';
import { TryIt } from './try-it';

interface CallSectionProps {
  api: DescribedApi;
  operation: ApiOperation;
  document?: ApiDocument;
  app?: App;
}

/**
 * Programs that call the operation where the API is, with what the reader types and their own
 * credential; and, where this server answers, the call itself.
 */
export function CallSection({ api, operation, document, app }: CallSectionProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Typed>({ fields: {} });
  const [by, setBy] = useCredential(api, app);
  const isPublic = operation.access === 'public';
  const body = typed.body ?? bodyFor(operation, document, clientOf(app));
  const call = callOf(api, operation, document, typed.fields, body);
  const access = accessOf(by, api, operation, app);
  const isBound = !!app?.dpop && !isPublic;
  const programs = programsFor(access, call);
  const fields = (
    <Fields api={api} operation={operation} document={document} typed={typed} onType={setTyped} />
  );
  const section = (
    <Section
      title={t('consumerApis.call')}
      description={isPublic ? undefined : <Known access={access} app={app} />}
      actions={
        <>
          {!isPublic && api.keyHeader && app?.type !== 'public' && (
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
          )}
          {!isBound && <CopyCurl program={programs.curl ?? ''} />}
        </>
      }
    >
      <Stack gap="sm">
        {fields}
        {body !== undefined && (
          <Textarea
            label={t('reference.body')}
            autosize
            minRows={3}
            maxRows={14}
            spellCheck={false}
            value={body}
            onChange={(event) => setTyped({ ...typed, body: event.currentTarget.value })}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          />
        )}
        {isBound ? (
          <Alert variant="light">{t('consumerApis.bound')}</Alert>
        ) : (
          <CodeTabs label={t('consumerApis.call')} programs={programs} />
        )}
      </Stack>
    </Section>
  );
  if (!api.isOwn) return section;
  return <TryIt call={call}>{section}</TryIt>;
}

interface FieldsProps extends Omit<CallSectionProps, 'app'> {
  typed: Typed;
  onType: (typed: Typed) => void;
}

/** Those that a call needs; the others on a click. */
function Fields({ api, operation, document, typed, onType }: FieldsProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const fields = fieldsOf(operation, api);
  const shown = fields.filter((each) => all || each.required);
  const label = ({ name, in: place }: Parameter) => `${name} (${t(`consumerApis.in.${place}`)})`;
  return (
    <>
      {shown.length > 0 && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {shown.map((parameter) => (
            <TextInput
              key={keyOf(parameter)}
              size="xs"
              label={label(parameter)}
              placeholder={exampleFor(document, parameter)}
              required={api.isOwn && parameter.required}
              maxLength={500}
              spellCheck={false}
              value={typed.fields[keyOf(parameter)] ?? ''}
              onChange={(event) =>
                onType({
                  ...typed,
                  fields: { ...typed.fields, [keyOf(parameter)]: event.currentTarget.value },
                })
              }
            />
          ))}
        </SimpleGrid>
      )}
      {shown.length < fields.length && (
        <UnstyledButton
          fz="sm"
          c="var(--mantine-color-anchor)"
          w="fit-content"
          onClick={() => setAll(true)}
        >
          {t('reference.moreFields', { count: fields.length - shown.length })}
        </UnstyledButton>
      )}
    </>
  );
}

function CopyCurl({ program }: { program: string }) {
  const { t } = useTranslation();
  const { copied, copy } = useClipboard({ timeout: 1500 });
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={
        copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
      }
      onClick={() => copy(program)}
    >
      {copied ? t('common.copied') : t('reference.copyCurl')}
    </Button>
  );
}

/** What is missing in the program, in words. */
function Known({ access, app }: { access: Access; app?: App }) {
  const { t } = useTranslation();
  if (access.by === 'header' && access.value.endsWith(UNKNOWN.token))
    return t(app?.type === 'public' ? 'consumerApis.noToken' : 'reference.noLogin');
  if (!app) return t('consumerApis.noApp');
  if (access.by === 'client')
    return access.secret === UNKNOWN.secret ? t('call.noSecret') : t('consumerApis.asPasted');
  if (access.by === 'nothing') return null;
  return access.value === UNKNOWN.key ? t('consumerApis.noKey') : t('consumerApis.asPasted');
}
