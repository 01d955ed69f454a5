import { Button, Container, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A fault of the page itself, or a page that could not be loaded: the next try may go through. */
export function BrokenPage() {
  const { t } = useTranslation();
  return (
    <Container size="xs" py={80} component="main">
      <Stack align="flex-start">
        <Title order={1}>{t('common.broken')}</Title>
        <Text c="dimmed">{t('common.brokenHint')}</Text>
        <Button onClick={() => window.location.reload()}>{t('common.reload')}</Button>
      </Stack>
    </Container>
  );
}
