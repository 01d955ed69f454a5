import { Alert, Button, Collapse, Group, Loader, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/problem-alert';
import { useRolePreview } from './queries';
import { ScopeSentences } from './scope-sentences';

/** Before saving: how many people it concerns, how much opens for them and closes, and what. */
export function RolePreview({ id, scopes }: { id: string; scopes: string[] }) {
  const { t } = useTranslation();
  const preview = useRolePreview(id, scopes);
  const [isOpen, { toggle }] = useDisclosure();
  if (preview.isError) return <ProblemAlert error={preview.error} />;
  if (!preview.data) return <Loader size="sm" />;
  const { people, gains, loses } = preview.data;
  return (
    <Alert
      variant="light"
      color={loses.length ? 'yellow' : 'blue'}
      title={t('roles.preview', { count: people })}
      aria-live="polite"
      py="sm"
    >
      <Group gap="md">
        {!gains.length && !loses.length && <Text size="sm">{t('roles.previewNothing')}</Text>}
        {gains.length > 0 && <Text size="sm">{t('roles.opening', { count: gains.length })}</Text>}
        {loses.length > 0 && <Text size="sm">{t('roles.closing', { count: loses.length })}</Text>}
        {(gains.length > 0 || loses.length > 0) && (
          <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen}>
            {isOpen ? t('roles.previewHide') : t('roles.previewShow')}
          </Button>
        )}
      </Group>
      <Collapse expanded={isOpen} keepMounted={false}>
        <Stack gap="sm" mt="sm" mah="40vh" style={{ overflowY: 'auto' }}>
          {gains.length > 0 && (
            <Change
              icon={<IconArrowUp size={16} aria-hidden />}
              text={t('roles.gains')}
              scopes={gains}
            />
          )}
          {loses.length > 0 && (
            <Change
              icon={<IconArrowDown size={16} aria-hidden />}
              text={t('roles.loses')}
              scopes={loses}
            />
          )}
        </Stack>
      </Collapse>
    </Alert>
  );
}

interface ChangeProps {
  icon: ReactNode;
  text: string;
  scopes: string[];
}

function Change({ icon, text, scopes }: ChangeProps) {
  return (
    <div>
      <Text size="sm" mb={4}>
        {icon} {text}
      </Text>
      <ScopeSentences scopes={scopes} />
    </div>
  );
}
