import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { Gate } from '../../api/types';
import { paths } from '../../paths';
import { Ago } from '../../ui/ago';
import { ConfirmButton } from '../../ui/confirm';
import { CodeBlock } from '../../ui/copyable';
import { FailedPage } from '../../ui/failed-page';
import { changed, useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { Page, Section } from '../../ui/page';
import { fieldErrors } from '../../ui/problem-alert';
import { leaveFreely } from '../../ui/unsaved';
import { SaveRow } from '../../ui/save-row';
import { GateConfiguration } from './gate-configuration';
import { GATE_FIELDS, GateFields, type GateDraft } from './gate-fields';
import { GateKeys } from './gate-keys';
import { useGate, useRemoveGate, useUpdateGate } from './queries';

/** One gate: what it asks for, its keys, the configuration of its proxy, and how to check that. */
export function GatePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const gate = useGate(id);
  if (gate.isError && !gate.data)
    return <FailedPage query={gate} back={{ to: paths.gates, label: t('gates.title') }} />;
  return (
    <Page
      back={{ to: paths.gates, label: t('gates.title') }}
      title={gate.data?.name}
      description={
        gate.data && (
          <>
            {t(`gates.dialectName.${gate.data.dialect}`)} ·{' '}
            {t('audit.labelled', { name: t('gates.asked') })}{' '}
            <Ago at={gate.data.lastAskedAt} empty={t('gates.never')} />
          </>
        )
      }
    >
      {gate.data && (
        <Stack gap="lg" key={gate.data.id}>
          <Settings gate={gate.data} />
          <GateKeys gate={gate.data} />
          <Section title={t('gates.configuration')} description={t('gates.configurationHint')}>
            <GateConfiguration gate={gate.data} />
          </Section>
          <Check gate={gate.data} />
          <RemoveGate gate={gate.data} />
        </Stack>
      )}
    </Page>
  );
}

function draftOf({ name, dialect, apis, hops }: Gate): GateDraft {
  return { name, dialect, apis, hops };
}

function Settings({ gate }: { gate: Gate }) {
  const { t } = useTranslation();
  const update = useUpdateGate(gate.id);
  const form = useForm<GateDraft>({
    initialValues: draftOf(gate),
    validate: { apis: (apis) => (apis.length ? null : t('gates.apisNeeded')) },
  });
  const { seen, fill, loadNewest } = useLoaded(form, gate, draftOf);
  const submit = form.onSubmit((values) =>
    update.mutate(
      { ...changed(form, values), of: seen },
      {
        onSuccess: (saved) => {
          fill(saved);
          notify(t('common.saved'));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <Section title={t('gates.settings')}>
      <form onSubmit={submit}>
        <Stack>
          <GateFields form={form} />
          <SaveRow form={form} save={update} loadNewest={loadNewest} shownFields={GATE_FIELDS} />
        </Stack>
      </form>
    </Section>
  );
}

/** The exam of the provider's own proxy. */
function Check({ gate }: { gate: Gate }) {
  const { t } = useTranslation();
  const command = [
    'npm run gatehouse -- gate check',
    `--gate ${gate.name}`,
    '--url http://localhost:8000',
    '--direct http://127.0.0.1:8080',
  ].join(' ');
  return (
    <Section title={t('gates.check')} description={t('gates.checkHint')}>
      <CodeBlock label={t('gates.checkLabel')} code={command} language="curl" />
    </Section>
  );
}

function RemoveGate({ gate }: { gate: Gate }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useRemoveGate();
  return (
    <Section
      title={t('gates.delete')}
      description={t('gates.deleteHint')}
      actions={
        <ConfirmButton
          label={t('gates.delete')}
          title={t('gates.deleteTitle', { name: gate.name })}
          consequence={t('gates.deleteConsequence')}
          run={() => remove.mutateAsync(gate)}
          done={() => leaveFreely(() => void navigate(paths.gates))}
        />
      }
    />
  );
}
