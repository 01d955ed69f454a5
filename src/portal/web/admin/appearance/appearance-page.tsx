import { Skeleton, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Appearance } from '../../api/client.gen';
import { contrastIn, darkAccent, DEFAULT_ACCENT, ENOUGH, isColour, nearestReadable, type Scheme } from '../../../../settings/appearance/palette'; // prettier-ignore
import { changed, useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { Page, Section } from '../../ui/page';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { SaveRow } from '../../ui/save-row';
import { AccentField } from './accent-field';
import { FacePreview, type ShownFace } from './face-preview';
import { ImageRow } from './image-row';
import { Mails } from './mails';
import { useAppearance, useUpdateAppearance } from './queries';

const FIELDS = ['name', 'accentColor', 'accentColorDark', 'supportEmail', 'termsUrl', 'privacyUrl', 'statusUrl', 'mailSender'] as const; // prettier-ignore
type Draft = Record<(typeof FIELDS)[number], string>;

/** Who the portal is: name, colours, images, links. */
export function AppearancePage() {
  const { t } = useTranslation();
  const appearance = useAppearance();
  const { data } = appearance;
  return (
    <Page title={t('appearance.title')} description={t('appearance.hint')}>
      <ProblemAlert error={appearance.error} retry={() => void appearance.refetch()} />
      {appearance.isPending && <Skeleton h={480} radius="lg" />}
      {data && <Face appearance={data} />}
      {data && (
        <Section title={t('appearance.images')} description={t('appearance.imagesHint')}>
          <ImageRow kind="logo" src={data.logo} />
          <ImageRow kind="logo_dark" src={data.logoDark} />
          <ImageRow kind="favicon" src={data.favicon} />
        </Section>
      )}
      {data && <Mails />}
    </Page>
  );
}

function draftOf(appearance: Appearance): Draft {
  return Object.fromEntries(FIELDS.map((field) => [field, appearance[field] ?? ''])) as Draft;
}

function Face({ appearance }: { appearance: Appearance }) {
  const { t } = useTranslation();
  const update = useUpdateAppearance();
  const form = useForm<Draft>({ initialValues: draftOf(appearance) });
  const { seen, fill, loadNewest } = useLoaded(form, appearance, draftOf);
  const submit = form.onSubmit((values) => {
    const fields = Object.entries(changed(form, values)).map(([name, text]) => [
      name,
      text.trim() || null,
    ]);
    update.mutate(
      { ...(Object.fromEntries(fields) as Partial<Draft>), of: seen },
      {
        onSuccess: (saved) => {
          fill(saved);
          notify(t('common.saved'));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    );
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <Section title={t('appearance.face')}>
          <div className="face">
            <Fields form={form} />
            <FacePreview face={shownFace(form.values, appearance)} />
          </div>
        </Section>
        <Links form={form} />
        <SaveRow form={form} save={update} loadNewest={loadNewest} shownFields={[...FIELDS]} />
      </Stack>
    </form>
  );
}

function Fields({ form }: { form: UseFormReturnType<Draft> }) {
  const { t } = useTranslation();
  const accent = isColour(form.values.accentColor) ? form.values.accentColor : DEFAULT_ACCENT;
  return (
    <Stack>
      <TextInput
        label={t('appearance.name')}
        description={t('appearance.nameHint')}
        placeholder="Gatehouse"
        maxLength={40}
        maw="22rem"
        {...form.getInputProps('name')}
      />
      <AccentField
        scheme="light"
        otherwise={DEFAULT_ACCENT}
        {...form.getInputProps('accentColor')}
        value={form.values.accentColor}
      />
      <AccentField
        scheme="dark"
        otherwise={darkAccent(accent)}
        {...form.getInputProps('accentColorDark')}
        value={form.values.accentColorDark}
      />
      <TextInput
        label={t('appearance.mailSender')}
        description={t('appearance.mailSenderHint')}
        placeholder={form.values.name || 'Gatehouse'}
        maxLength={60}
        maw="22rem"
        {...form.getInputProps('mailSender')}
      />
    </Stack>
  );
}

function Links({ form }: { form: UseFormReturnType<Draft> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('appearance.links')} description={t('appearance.linksHint')}>
      <Stack maw="32rem">
        <TextInput
          type="email"
          label={t('appearance.supportEmail')}
          maw="22rem"
          {...form.getInputProps('supportEmail')}
        />
        {(['termsUrl', 'privacyUrl', 'statusUrl'] as const).map((field) => (
          <TextInput
            key={field}
            type="url"
            label={t(`appearance.${field}`)}
            placeholder="https://"
            {...form.getInputProps(field)}
          />
        ))}
      </Stack>
    </Section>
  );
}

/** The draft as it would look; a colour that cannot be read is shown as the nearest that can. */
function shownFace(draft: Draft, { logo, logoDark }: Appearance): ShownFace {
  const readable = (scheme: Scheme, colour: string) =>
    contrastIn(scheme, colour) < ENOUGH ? nearestReadable(scheme, colour) : colour;
  const { name, accentColor, accentColorDark } = draft;
  return {
    name: name.trim() || 'Gatehouse',
    accentColor: readable('light', isColour(accentColor) ? accentColor : DEFAULT_ACCENT),
    accentColorDark: isColour(accentColorDark) ? readable('dark', accentColorDark) : null,
    logo,
    logoDark,
  };
}
