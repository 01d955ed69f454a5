import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Setting } from '../../api/types';
import { Page, Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { useSettings } from './queries';
import { SettingControl } from './setting-control';

const GROUPS = ['registration', 'app', 'token', 'oauth', 'quota', 'audit'] as const;

/** What an administrator may change while the server runs. */
export function SettingsPage() {
  const { t } = useTranslation();
  const settings = useSettings();
  return (
    <Page title={t('settings.title')} description={t('settings.hint')}>
      <ProblemAlert error={settings.error} retry={() => void settings.refetch()} />
      {settings.isPending && <Skeleton h={480} radius="lg" />}
      {settings.data &&
        GROUPS.map((group) => (
          <Section key={group} title={t(`settings.group.${group}`)}>
            <Stack gap="lg">
              {settings.data
                .filter(({ key }) => groupOf(key) === group)
                .map((setting) => (
                  <SettingControl key={setting.key} setting={setting} />
                ))}
            </Stack>
          </Section>
        ))}
    </Page>
  );
}

function groupOf(key: Setting['key']): (typeof GROUPS)[number] {
  if (key === 'account.max_per_user') return 'quota';
  return GROUPS.find((group) => key.startsWith(`${group}.`)) ?? 'registration';
}
