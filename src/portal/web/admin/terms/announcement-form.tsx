import { Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Announcement } from '../../api/client.gen';
import { Choice } from '../../ui/choice';
import { useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { fieldErrors } from '../../ui/problem-alert';
import { oneOf } from '../../ui/use-list-query';
import { SaveRow } from '../../ui/save-row';
import { useUpdateAnnouncement } from './queries';

const LEVELS = ['info', 'warning'] as const;
const FIELDS = ['textEn', 'textFr', 'level', 'from', 'until'];

/** What stands in the fields: times as the browser writes them, in the reader's zone. */
interface Draft {
  textEn: string;
  textFr: string;
  level: (typeof LEVELS)[number];
  from: string;
  until: string;
}

function draftOf({ textEn, textFr, level, from, until }: Announcement): Draft {
  return { textEn, textFr, level, from: toLocal(from), until: toLocal(until) };
}

/** `2026-11-28T17:30`, in the reader's zone. */
function toLocal(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function toTime(local: string): string | null {
  return local ? new Date(local).toISOString() : null;
}

/** The one announcement: its two texts, how urgent it is, and when it is shown. */
export function AnnouncementForm({ announcement }: { announcement: Announcement }) {
  const { t } = useTranslation();
  const update = useUpdateAnnouncement();
  const form = useForm<Draft>({ initialValues: draftOf(announcement) });
  const { seen, fill, loadNewest } = useLoaded(form, announcement, draftOf);
  const submit = form.onSubmit(({ from, until, ...draft }) =>
    update.mutate(
      { ...draft, from: toTime(from), until: toTime(until), of: seen },
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
    <form onSubmit={submit}>
      <Stack>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <Textarea
            label={t('adminTerms.textEn')}
            autosize
            minRows={2}
            maxLength={500}
            miw={240}
            {...form.getInputProps('textEn')}
          />
          <Textarea
            label={t('adminTerms.textFr')}
            autosize
            minRows={2}
            maxLength={500}
            miw={240}
            {...form.getInputProps('textFr')}
          />
        </Group>
        <div>
          <Group align="flex-end">
            <Choice
              label={t('adminTerms.level')}
              value={form.values.level}
              onChange={(value) => form.setFieldValue('level', oneOf(LEVELS, value) ?? 'info')}
              choices={LEVELS.map((value) => ({ value, label: t(`adminTerms.levels.${value}`) }))}
            />
            <TextInput
              type="datetime-local"
              label={t('adminTerms.startsAt')}
              {...form.getInputProps('from')}
            />
            <TextInput
              type="datetime-local"
              label={t('adminTerms.endsAt')}
              {...form.getInputProps('until')}
            />
          </Group>
          <Text size="xs" c="dimmed" mt={6}>
            {t('adminTerms.times')}
          </Text>
        </div>
        <SaveRow form={form} save={update} loadNewest={loadNewest} shownFields={FIELDS} />
      </Stack>
    </form>
  );
}
