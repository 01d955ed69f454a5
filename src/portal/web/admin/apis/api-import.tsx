import { Alert, Button, Group, List, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Api, ImportReport } from '../../api/types';
import { documentFault } from '../../i18n/document-faults';
import { useForm } from '../../ui/form';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { UserText } from '../../ui/user-text';
import { DocumentField } from './document-field';
import { ImportChanges } from './import-changes';
import { useImport, usePreviewImport } from './queries';

/** Another document in place of the one before: first what it changes, then the import. */
export function ApiImport({ api, done }: { api: Api; done: () => void }) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { document: '' } });
  const preview = usePreviewImport(api.id);
  const apply = useImport(api.id);
  const { document } = form.values;
  const forget = () => {
    preview.reset();
    apply.reset();
  };
  const look = () => {
    apply.reset();
    preview.mutate(document);
  };
  const send = ({ revision }: ImportReport) =>
    apply.mutate(
      { text: document, revision },
      {
        onSuccess: () => {
          form.reset();
          forget();
          notify(t('adminApis.applied'));
          done();
        },
      },
    );
  return (
    <Stack gap="lg">
      <Section title={t('adminApis.tab.import')} description={t('adminApis.importHint')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            look();
          }}
        >
          <Stack>
            <DocumentField
              value={document}
              onChange={(text) => {
                form.setFieldValue('document', text);
                forget();
              }}
            />
            <ProblemAlert error={preview.error} />
            <Group>
              <Button
                type="submit"
                variant={preview.data ? 'default' : 'filled'}
                loading={preview.isPending}
                disabled={!document.trim()}
              >
                {t('adminApis.preview')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      {preview.data && (
        <Section title={t('adminApis.previewTitle')}>
          <Stack>
            <Faults faults={preview.data.faults} />
            {!preview.data.faults.length && <ImportChanges report={preview.data} />}
            <ProblemAlert error={apply.error} loadNewest={look} />
            {!preview.data.faults.length && (
              <Group className="page-actions">
                <Button
                  loading={apply.isPending}
                  disabled={!!apply.error}
                  onClick={() => preview.data && send(preview.data)}
                >
                  {t('adminApis.apply')}
                </Button>
              </Group>
            )}
          </Stack>
        </Section>
      )}
    </Stack>
  );
}

function Faults({ faults }: { faults: ImportReport['faults'] }) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      title={t('adminApis.fault', { count: faults.length })}
    >
      <List size="sm" className="scrolled" spacing={4}>
        {faults.map(({ where, message }, index) => (
          <List.Item key={index}>
            <b>
              <UserText text={where} max={200} />
            </b>
            {where && ': '}
            <UserText text={documentFault(message)} max={400} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
