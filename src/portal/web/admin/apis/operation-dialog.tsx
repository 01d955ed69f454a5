import {
  Alert,
  Button,
  Group,
  Loader,
  MultiSelect,
  Radio,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { OperationAccess } from '../../api/client.gen';
import type { Api, ImportedOperation } from '../../api/types';
import { CancelButton, Dialog } from '../../ui/dialog';
import { Dotted } from '../../ui/dotted';
import { useForm } from '../../ui/form';
import { MethodBadge } from '../../ui/method-badge';
import { notify } from '../../ui/notify';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { useScopes } from '../roles/queries';
import { Consequences } from './consequences';
import { useAccessPreview, useChangeOperation } from './queries';

/** Everybody, holders of its own scope, or holders of others. */
const WAYS = ['own', 'scopes', 'public'] as const;
const SHOWN_SCOPES = 100;

interface Draft {
  way: (typeof WAYS)[number];
  scopes: string[];
  reason: string;
}

interface OperationDialogProps {
  api: Api;
  /** Unset while no operation is looked at. */
  operation?: ImportedOperation;
  onClose: () => void;
}

/** Opens an operation, closes it, or asks for other scopes; says before who gains and who loses. */
export function OperationDialog({ api, operation, onClose }: OperationDialogProps) {
  const { t } = useTranslation();
  const title = operation && t('adminApis.changeTitle', { name: operation.name });
  return (
    <Dialog
      opened={!!operation}
      onClose={onClose}
      size="lg"
      title={<span className="user-text">{title}</span>}
    >
      {operation && (
        <AccessForm key={operation.name} api={api} operation={operation} onClose={onClose} />
      )}
    </Dialog>
  );
}

function draftOf({ name, access, scopes, reason }: ImportedOperation): Draft {
  if (access === 'public') return { way: 'public', scopes: [], reason: reason ?? '' };
  const isOwn = scopes.length === 1 && scopes[0] === name;
  return { way: isOwn ? 'own' : 'scopes', scopes: isOwn ? [] : scopes, reason: '' };
}

/** As the server takes it; an empty list is its own name again. */
function accessOf({ way, scopes, reason }: Draft): OperationAccess {
  if (way === 'public') return { access: 'public', reason };
  return { access: 'private', scopes: way === 'own' ? [] : scopes };
}

function AccessForm({ api, operation, onClose }: Required<OperationDialogProps>) {
  const { t } = useTranslation();
  const change = useChangeOperation(api.id, operation.name);
  const form = useForm<Draft>({
    initialValues: draftOf(operation),
    validate: {
      reason: (reason, { way }) =>
        way === 'public' && !reason.trim() ? t('adminApis.reasonNeeded') : null,
      scopes: (scopes, { way }) =>
        way === 'scopes' && !scopes.length ? t('adminApis.scopesNeeded') : null,
    },
  });
  const submit = form.onSubmit((draft) =>
    change.mutate(accessOf(draft), {
      onSuccess: () => {
        notify(t('adminApis.changed'));
        onClose();
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  const { way } = form.values;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Group gap={6} wrap="nowrap" align="flex-start">
          <MethodBadge method={operation.method} />
          <Text size="sm" ff="monospace">
            <Dotted text={operation.path} />
          </Text>
        </Group>
        <Radio.Group label={t('adminApis.access')} {...form.getInputProps('way')}>
          <Stack gap="sm" mt={6}>
            <Radio
              value="own"
              label={t('adminApis.ownScope')}
              description={t('adminApis.ownScopeHint', { name: operation.name })}
            />
            <Radio
              value="scopes"
              label={t('adminApis.otherScopes')}
              description={t('adminApis.otherScopesHint')}
            />
            <Radio
              value="public"
              label={t('adminApis.everyone')}
              description={t('adminApis.everyoneHint')}
            />
          </Stack>
        </Radio.Group>
        {way === 'scopes' && (
          <ScopesField
            api={api}
            value={form.values.scopes}
            onChange={(scopes) => form.setFieldValue('scopes', scopes)}
            error={form.errors.scopes?.toString()}
          />
        )}
        {way === 'public' && (
          <Textarea
            label={t('adminApis.reason')}
            description={t('adminApis.reasonHint')}
            required
            maxLength={1000}
            rows={2}
            {...form.getInputProps('reason')}
          />
        )}
        {form.isDirty() && (way !== 'scopes' || form.values.scopes.length > 0) && (
          <AccessPreview api={api} operation={operation} draft={form.values} />
        )}
        <ProblemAlert error={change.error} shownFields={['scopes', 'reason']} />
        <Group justify="flex-end" className="dialog-actions">
          <CancelButton onClick={onClose} />
          <Button
            type="submit"
            color={way === 'public' ? 'red' : undefined}
            loading={change.isPending}
            disabled={!form.isDirty()}
          >
            {t('adminApis.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ScopesFieldProps {
  api: Api;
  value: string[];
  onChange: (scopes: string[]) => void;
  error?: string;
}

/** Found by typing: there may be hundreds. */
function ScopesField({ api, ...props }: ScopesFieldProps) {
  const { t } = useTranslation();
  const known = useScopes();
  return (
    <MultiSelect
      label={t('adminApis.scopes')}
      description={t('adminApis.holdersHint')}
      required
      searchable
      limit={SHOWN_SCOPES}
      nothingFoundMessage={t('common.noMatch')}
      data={known.data ? ownFirst(api, known.data) : props.value}
      maxValues={20}
      {...props}
    />
  );
}

/** The scopes of this API before the others. */
function ownFirst({ name: api }: Api, scopes: { name: string }[]): string[] {
  const names = scopes.map(({ name }) => name);
  const isOwn = (name: string) => name === api || name.startsWith(`${api}.`);
  return [...names.filter(isOwn), ...names.filter((name) => !isOwn(name))];
}

function AccessPreview({
  api,
  operation,
  draft,
}: {
  api: Api;
  operation: ImportedOperation;
  draft: Draft;
}) {
  const { t } = useTranslation();
  // Who gains does not depend on the reason.
  const { access, scopes } = accessOf(draft);
  const wanted = { access, scopes };
  const [asked] = useDebouncedValue(JSON.stringify(wanted), 200);
  const preview = useAccessPreview(api.id, operation.name, JSON.parse(asked) as OperationAccess);
  if (preview.isError) return <ProblemAlert error={preview.error} />;
  return (
    <Alert
      variant="light"
      color={access === 'public' ? 'yellow' : 'blue'}
      title={t('consequences.title')}
      aria-live="polite"
    >
      {preview.data ? (
        <Consequences consequences={preview.data.consequences} />
      ) : (
        <Loader size="sm" aria-label={t('common.loading')} />
      )}
    </Alert>
  );
}
