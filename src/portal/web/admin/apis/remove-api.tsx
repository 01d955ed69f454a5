import { Button, Group, Loader, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Api } from '../../api/types';
import { paths } from '../../paths';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { leaveFreely } from '../../ui/unsaved';
import { Consequences } from './consequences';
import { useRemovalPreview, useRemoveApi } from './queries';

/** Deletes an API, after its consequences were shown and its name was typed. */
export function RemoveApi({ api }: { api: Api }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <Section
      title={t('adminApis.delete')}
      description={t('adminApis.deleteHint')}
      actions={
        <>
          <Button variant="default" c="var(--mantine-color-error)" onClick={open}>
            {t('adminApis.delete')}
          </Button>
          <Dialog
            opened={opened}
            onClose={close}
            size="lg"
            title={t('adminApis.deleteTitle', { name: api.name })}
          >
            <RemoveForm api={api} close={close} />
          </Dialog>
        </>
      }
    />
  );
}

function RemoveForm({ api, close }: { api: Api; close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const preview = useRemovalPreview(api.id);
  const remove = useRemoveApi(api.id, () => leaveFreely(() => void navigate(paths.adminApis)));
  const form = useForm({ initialValues: { typed: '' } });
  const revision = preview.data?.revision;
  const submit = form.onSubmit(() => {
    if (revision !== undefined) remove.mutate(revision);
  });
  if (preview.isError)
    return <ProblemAlert error={preview.error} retry={() => void preview.refetch()} />;
  return (
    <form onSubmit={submit}>
      <Stack>
        {preview.data ? (
          <Consequences consequences={preview.data.consequences} />
        ) : (
          <Loader size="sm" aria-label={t('common.loading')} />
        )}
        <TextInput
          label={t('adminApis.deleteType', { name: api.name })}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('typed')}
        />
        <ProblemAlert
          error={remove.error}
          loadNewest={() => {
            remove.reset();
            void preview.refetch();
          }}
        />
        <Group justify="flex-end" className="dialog-actions">
          <CancelButton onClick={close} />
          <Button
            type="submit"
            color="red"
            loading={remove.isPending}
            disabled={form.values.typed !== api.name || !preview.data || preview.isFetching}
          >
            {t('adminApis.delete')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
