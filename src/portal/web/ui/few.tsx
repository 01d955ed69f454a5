import { Group, Popover, Stack, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface FewProps {
  /** What is listed, in a word: the name of the button that shows the rest. */
  label: string;
  children: ReactNode[];
  most?: number;
}

/** The first of many in a row; the rest opens on a click, so that one row never fills the screen. */
export function Few({ label, children, most = 3 }: FewProps) {
  const { t } = useTranslation();
  const rest = children.slice(most);
  return (
    <Group gap={6}>
      {children.slice(0, most)}
      {rest.length > 0 && (
        <Popover position="bottom-end" shadow="md" withinPortal>
          <Popover.Target>
            <UnstyledButton
              fz="sm"
              c="var(--mantine-color-anchor)"
              aria-label={`${label}: ${t('common.andMore', { count: rest.length })}`}
            >
              +{rest.length}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            <Stack gap={6} align="flex-start">
              {rest}
            </Stack>
          </Popover.Dropdown>
        </Popover>
      )}
    </Group>
  );
}
