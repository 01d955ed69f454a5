import { Group, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../api/types';
import { changed, useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { fieldErrors } from '../../ui/problem-alert';
import { SaveRow } from '../../ui/save-row';
import { ObserveApi } from './observe-api';
import { useUpdateApi } from './queries';
import { RemoveApi } from './remove-api';

const FIELDS = ['title', 'publicUrl', 'basePath', 'keyHeader'];

/** What the form holds of an API. */
function draftOf({ title, publicUrl, basePath, keyHeader, preflight, assertion }: Api) {
  return { title, publicUrl, basePath, keyHeader, preflight, assertion };
}

/** How an API is guarded, whether it is only observed, and its end. */
export function ApiSettings({ api }: { api: Api }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <Section title={t('adminApis.settings')}>
        <SettingsForm api={api} />
      </Section>
      <ObserveApi api={api} />
      <RemoveApi api={api} />
    </Stack>
  );
}

function SettingsForm({ api }: { api: Api }) {
  const { t } = useTranslation();
  const update = useUpdateApi(api.id);
  const form = useForm({ initialValues: draftOf(api) });
  const { seen, fill, loadNewest } = useLoaded(form, api, draftOf);
  const submit = form.onSubmit((values) =>
    update.mutate(
      { ...changed(form, values), of: seen },
      {
        onSuccess: (saved) => {
          fill(saved);
          notify(t('adminApis.saved'));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  const address = { spellCheck: false, autoComplete: 'off', miw: 240 };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('adminApis.titleField')}
          description={t('adminApis.titleHint')}
          required
          maxLength={255}
          {...form.getInputProps('title')}
        />
        <TextInput
          label={t('adminApis.publicUrl')}
          description={t('adminApis.publicUrlHint')}
          required
          maxLength={2048}
          {...address}
          {...form.getInputProps('publicUrl')}
        />
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            label={t('adminApis.basePath')}
            description={t('adminApis.basePathHint')}
            required
            maxLength={1024}
            {...address}
            {...form.getInputProps('basePath')}
          />
          <TextInput
            label={t('adminApis.keyHeader')}
            description={t('adminApis.keyHeaderHint')}
            required
            maxLength={64}
            {...address}
            {...form.getInputProps('keyHeader')}
          />
        </Group>
        <Switch
          label={t('adminApis.preflight')}
          description={t('adminApis.preflightHint')}
          {...form.getInputProps('preflight', { type: 'checkbox' })}
        />
        <Switch
          label={t('adminApis.assertion')}
          description={t('adminApis.assertionHint')}
          {...form.getInputProps('assertion', { type: 'checkbox' })}
        />
        <SaveRow form={form} save={update} loadNewest={loadNewest} shownFields={FIELDS} />
      </Stack>
    </form>
  );
}
