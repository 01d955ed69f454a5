import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { App } from '../../api/types';
import { Section } from '../../ui/page';
import { Time } from '../../ui/time';
import { UserText } from '../../ui/user-text';

const FIELDS = ['name', 'url', 'scopes', 'redirectUris'] as const;

/** The fields that are not as an administrator approved them. */
function changedFields(app: App) {
  const { approved } = app;
  return approved ? FIELDS.filter((field) => textOf(approved[field]) !== textOf(app[field])) : [];
}

/** Whether an administrator has looked at the app as it is now. */
export function isApproved(app: App): boolean {
  return !!app.approved && changedFields(app).length === 0;
}

/** When the app was approved, and what changed since. */
export function Approval({ app }: { app: App }) {
  const { t } = useTranslation();
  const fields = changedFields(app);
  return (
    <Section title={t('approval.title')}>
      <Stack gap="sm">
        <Text size="sm">
          {app.approvedAt ? (
            <>
              {t('approval.at')} <Time at={app.approvedAt} />
            </>
          ) : (
            t('approval.never')
          )}
        </Text>
        {fields.map((field) => (
          <div key={field}>
            <Text size="sm" fw={550}>
              {t('approval.changed', { field: t(`apps.${field}`) })}
            </Text>
            <Group gap="xs" align="baseline" wrap="wrap">
              <Text size="sm" component="del" c="dimmed">
                <UserText text={textOf(app.approved?.[field]) || '–'} />
              </Text>
              <Text size="sm" component="ins">
                <UserText text={textOf(app[field]) || '–'} />
              </Text>
            </Group>
          </div>
        ))}
      </Stack>
    </Section>
  );
}

/** The order of scopes and addresses means nothing. */
function textOf(value: string | string[] | null | undefined): string {
  return Array.isArray(value) ? value.toSorted().join(', ') : (value ?? '');
}
