import { Anchor, Box, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useProvider } from '../provider';

interface PageProps {
  /** Unset while its object loads; its place is kept. */
  title?: string;
  /** What stands in the heading, when it is more than the title's text. */
  heading?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The list that the object is in. */
  back?: { to: string; label: string };
  children?: ReactNode;
}

/** A page's frame: the one `h1`, a sentence, the actions, and the browser's title. */
export function Page({ title, heading, description, actions, back, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="md">
        <Box style={{ flex: '1 1 20rem', minWidth: 0 }}>
          {back && (
            <Anchor component={Link} to={back.to} size="sm" display="inline-block" mb={4}>
              ← {back.label}
            </Anchor>
          )}
          <Title order={1} tabIndex={-1} className="user-text">
            {heading ?? title ?? <Skeleton component="span" display="block" h={32} w={220} />}
          </Title>
          {description && (
            <Text c="dimmed" mt={4} maw="44rem" component="div" className="user-text">
              {description}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}

/** Names the page in the browser's tab. */
export function useDocumentTitle(title?: string): void {
  const { name } = useProvider();
  useEffect(() => {
    document.title = title ? `${title.slice(0, 80)} · ${name}` : name;
  }, [title, name]);
}

interface SectionProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

/** One subject on a page, on its own surface. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <Box component="section" className="surface" p={{ base: 'md', sm: 'lg' }} aria-label={title}>
      <Group justify="space-between" align="flex-start" mb={children ? 'md' : 0} gap="sm">
        <Box style={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Title order={2}>{title}</Title>
          {description && (
            <Text c="dimmed" size="sm" mt={2} maw="42rem" component="div">
              {description}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

/** One thing of several in a section: what it is at the left, what can be done at the right. */
export function QuietRow({ title, description, actions, children }: SectionProps) {
  return (
    <div className="quiet-row">
      <Box style={{ flex: '1 1 16rem', minWidth: 0 }}>
        <Title order={3} fz="sm">
          {title}
        </Title>
        {description && (
          <Text c="dimmed" size="sm" maw="42rem" component="div">
            {description}
          </Text>
        )}
      </Box>
      {actions}
      {children}
    </div>
  );
}
