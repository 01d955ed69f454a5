import { Stack, Text, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** A list that has nothing yet: what would stand here, and how to begin. */
export function EmptyState({ icon: Picture, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <span className="empty-arch" aria-hidden>
        <Picture size={22} stroke={1.75} />
      </span>
      <Title order={2} mt={4}>
        {title}
      </Title>
      {children && (
        <Text c="dimmed" size="sm" maw="28rem">
          {children}
        </Text>
      )}
      {action && <div style={{ marginTop: 8 }}>{action}</div>}
    </Stack>
  );
}
