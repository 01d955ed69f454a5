import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Scopes in a row; the ones that find no place are counted, and named on hover. */
export function ScopeBadges({ scopes, max = 4 }: { scopes: string[]; max?: number }) {
  const { t } = useTranslation();
  const rest = scopes.slice(max);
  if (!scopes.length)
    return (
      <Text size="sm" c="dimmed">
        {t('scopes.none')}
      </Text>
    );
  return (
    <Group gap={4}>
      {scopes.slice(0, max).map((scope) => (
        <Badge key={scope} color="gray" ff="monospace" maw={260} title={scope}>
          {scope}
        </Badge>
      ))}
      {rest.length > 0 && (
        <Badge color="gray" title={rest.join(' ')}>
          +{rest.length}
        </Badge>
      )}
    </Group>
  );
}
