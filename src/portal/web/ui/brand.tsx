import { Group, Text, UnstyledButton } from '@mantine/core';
import { Link } from 'react-router';
import { paths } from '../paths';

/** The name and the gate; leads to the start page. */
export function Brand() {
  return (
    <UnstyledButton component={Link} to={paths.start} aria-label="Gatehouse">
      <Group gap={10} wrap="nowrap">
        <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
          <path
            d="M8 25V14a8 8 0 0 1 16 0v11M16 25V7M12 25V8M20 25V8M8 18h16"
            fill="none"
            stroke="#fff"
            strokeWidth="1.8"
          />
        </svg>
        <Text fw={650} size="lg" style={{ letterSpacing: '-0.01em' }}>
          Gatehouse
        </Text>
      </Group>
    </UnstyledButton>
  );
}
