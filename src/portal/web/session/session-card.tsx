import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDocumentTitle } from '../ui/page';

interface SessionCardProps {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
}

/** The one card of such a page. */
export function SessionCard({ title, description, children, footer }: SessionCardProps) {
  useDocumentTitle(title);
  return (
    <Stack gap="md">
      <Stack gap="md" className="surface" p={{ base: 'md', sm: 'xl' }}>
        <div>
          <Title order={1}>{title}</Title>
          {description && (
            <Text c="dimmed" mt={4} size="sm" component="div">
              {description}
            </Text>
          )}
        </div>
        {children}
      </Stack>
      {footer && (
        <Text size="sm" ta="center" component="div">
          {footer}
        </Text>
      )}
    </Stack>
  );
}
