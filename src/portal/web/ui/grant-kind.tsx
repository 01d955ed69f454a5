import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** How a grant came about, in words. */
export function GrantKind({ kind }: { kind: string }) {
  const { t, i18n } = useTranslation();
  const key = `grants.kind.${kind}`;
  return (
    <Text size="xs" c="dimmed">
      {i18n.exists(key) ? t(key as 'grants.kind.login') : kind}
    </Text>
  );
}
