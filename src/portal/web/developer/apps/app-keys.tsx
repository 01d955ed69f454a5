import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { App, AppSecret } from '../../api/types';
import { ConfirmButton } from '../../ui/confirm';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { Time } from '../../ui/time';
import { shorten } from '../../ui/user-text';
import { useActivity, useEndSecret, useEndTokens } from './queries';
import { RotateSecret } from './rotate-secret';

/** The client ID, the live secrets with their last use, and the way to end everything at once. */
export function AppKeys({ app }: { app: App }) {
  const { t } = useTranslation();
  const end = useEndTokens(app.id);
  return (
    <Stack gap="lg">
      <Section title={t('apps.clientId')} description={t('apps.clientIdHint')}>
        <Copyable value={app.appKey} label={t('apps.clientId')} />
      </Section>
      {app.type === 'confidential' ? (
        <Section
          title={t('apps.secrets')}
          description={t('apps.secretsHint')}
          actions={<RotateSecret app={app} />}
        >
          <Secrets app={app} />
        </Section>
      ) : (
        <Section title={t('apps.noSecret')} description={t('apps.noSecretHint')} />
      )}
      <Section
        title={t('apps.endTokens')}
        description={t('apps.endTokensHint')}
        actions={
          <ConfirmButton
            label={t('apps.endTokens')}
            title={t('apps.endTokensTitle', { name: shorten(app.name, 60) })}
            consequence={t('apps.endTokensConsequence')}
            run={() => end.mutateAsync(undefined)}
            done={() => notify(t('apps.tokensEnded'))}
          />
        }
      />
    </Stack>
  );
}

/** Live secrets; the last use comes with the activity, which is asked for again now and then. */
function Secrets({ app }: { app: App }) {
  const { t } = useTranslation();
  const endSecret = useEndSecret(app.id);
  const activity = useActivity(app.id, { count: 1 });
  const secrets = activity.data?.secrets ?? app.secrets;
  const columns: Column<AppSecret>[] = [
    {
      header: t('apps.secret'),
      cell: ({ tail }) => (
        <Text ff="monospace" size="sm">
          ••••{tail}
        </Text>
      ),
    },
    { header: t('apps.created'), cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      header: t('apps.lastUsed'),
      cell: ({ lastUsedAt }) => <Time at={lastUsedAt} empty={t('apps.neverUsed')} />,
    },
    {
      header: t('apps.ends'),
      cell: ({ expiresAt }) => <Time at={expiresAt} empty={t('apps.endsNever')} />,
    },
    {
      header: '',
      cell: ({ id, tail, expiresAt }) =>
        expiresAt && (
          <ConfirmButton
            size="compact-sm"
            label={t('rotate.endNow')}
            aria-label={t('rotate.endNowNamed', { tail })}
            title={t('rotate.endNowTitle', { tail })}
            consequence={t('rotate.endNowConsequence')}
            run={() => endSecret.mutateAsync(id)}
            done={() => notify(t('rotate.ended'))}
          />
        ),
    },
  ];
  return (
    <DataTable
      label={t('apps.secrets')}
      rows={{ data: { entry: secrets, totalResults: secrets.length } }}
      columns={columns}
      rowKey={({ id }) => id}
      empty={<Text p="md">{t('apps.noSecrets')}</Text>}
    />
  );
}
