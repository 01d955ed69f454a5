import {
  Collapse,
  NativeSelect,
  Stack,
  Switch,
  Textarea,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { ScopePicker } from '../../ui/scope-picker';
import { useApiTitles } from '../apis/queries';
import type { AppDraft } from './queries';
import { useOfferedScopes } from './queries';

/** How the form holds an app: its addresses are one text, one a line. */
export interface AppFormValues {
  name: string;
  url: string;
  description: string;
  scopes: string[];
  redirectUris: string;
  postLogoutRedirectUris: string;
  idTokenAlg: App['idTokenAlg'];
  dpop: boolean;
}

/** Fields that few need; a fault in one of them opens them. */
const DETAILS = [
  'url',
  'description',
  'redirectUris',
  'postLogoutRedirectUris',
  'idTokenAlg',
  'dpop',
];

export const APP_FIELDS = ['name', 'scopes', ...DETAILS];

/** An app, as the form takes it. */
export function toFormValues(app: App): AppFormValues {
  return {
    name: app.name,
    url: app.url ?? '',
    description: app.description,
    scopes: app.scopes,
    redirectUris: app.redirectUris.join('\n'),
    postLogoutRedirectUris: app.postLogoutRedirectUris.join('\n'),
    idTokenAlg: app.idTokenAlg,
    dpop: app.dpop,
  };
}

/** What the form says, as the server takes it. */
export function toDraft(values: AppFormValues): AppDraft {
  const { name, url, description, scopes, idTokenAlg, dpop } = values;
  return {
    name: name.trim(),
    url: url.trim() || null,
    description: description.trim(),
    scopes,
    redirectUris: addressesIn(values.redirectUris),
    postLogoutRedirectUris: addressesIn(values.postLogoutRedirectUris),
    idTokenAlg,
    dpop,
  };
}

const addressesIn = (text: string) => text.split(/\s+/).filter(Boolean);

interface AppFieldsProps {
  form: UseFormReturnType<AppFormValues>;
  /** Whether the parts that few need are open from the start. */
  detailed?: boolean;
}

/** The fields that a new app and an existing one share. */
export function AppFields({ form, detailed = false }: AppFieldsProps) {
  const { t } = useTranslation();
  const scopes = useOfferedScopes();
  const titles = useApiTitles();
  const [opened, { toggle }] = useDisclosure(detailed);
  const details = useRef<HTMLDivElement>(null);
  const more = opened || DETAILS.some((field) => form.errors[field]);
  return (
    <Stack>
      <TextInput
        label={t('apps.name')}
        description={t('apps.nameHint')}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <ScopePicker
        label={t('apps.scopes')}
        description={t('apps.scopesHint')}
        scopes={scopes.data ?? []}
        titles={titles}
        value={form.values.scopes}
        onChange={(value) => form.setFieldValue('scopes', value)}
        error={form.errors.scopes?.toString()}
      />
      <UnstyledButton onClick={toggle} aria-expanded={more} c="var(--mantine-color-anchor)" fz="sm">
        {more ? t('apps.less') : t('apps.more')}
      </UnstyledButton>
      <Collapse
        expanded={more}
        keepMounted={false}
        onTransitionEnd={() => {
          if (more && !detailed) details.current?.scrollIntoView({ block: 'nearest' });
        }}
      >
        <Stack ref={details}>
          <TextInput
            type="url"
            label={t('apps.url')}
            placeholder="https://"
            {...form.getInputProps('url')}
          />
          <Textarea
            label={t('apps.description')}
            autosize
            minRows={2}
            maxRows={6}
            {...form.getInputProps('description')}
          />
          <Textarea
            label={t('apps.redirectUris')}
            description={t('apps.redirectUrisHint')}
            placeholder="https://example.org/callback"
            autosize
            minRows={2}
            spellCheck={false}
            {...form.getInputProps('redirectUris')}
          />
          <Textarea
            label={t('apps.postLogoutRedirectUris')}
            description={t('apps.postLogoutRedirectUrisHint')}
            placeholder="https://example.org/"
            autosize
            minRows={2}
            spellCheck={false}
            {...form.getInputProps('postLogoutRedirectUris')}
          />
          <NativeSelect
            label={t('apps.idTokenAlg')}
            description={t('apps.idTokenAlgHint')}
            data={['ES256', 'RS256']}
            {...form.getInputProps('idTokenAlg')}
          />
          <Switch
            label={t('apps.dpop')}
            description={t('apps.dpopHint')}
            {...form.getInputProps('dpop', { type: 'checkbox' })}
          />
        </Stack>
      </Collapse>
    </Stack>
  );
}
