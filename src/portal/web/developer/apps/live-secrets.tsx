import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppSecret } from '../../api/types';
import { Time } from '../../ui/time';

/** Every secret that works: when it was used, and when it ends. */
export function LiveSecrets({ secrets }: { secrets: AppSecret[] }) {
  const { t } = useTranslation();
  return (
    <List size="sm" spacing={4} aria-label={t('rotate.live')}>
      {secrets.map(({ id, tail, expiresAt, lastUsedAt }) => (
        <List.Item key={id}>
          <Text span size="sm" ff="monospace">
            ••••{tail}
          </Text>{' '}
          {expiresAt ? (
            <>
              {t('rotate.ends')} <Time at={expiresAt} />
            </>
          ) : (
            t('rotate.present')
          )}
          <Text span size="sm" c="dimmed">
            {' – '}
            {t('rotate.used')} <Time at={lastUsedAt} empty={t('apps.neverUsed')} />
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
