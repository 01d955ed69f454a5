import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A value under its name. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="xs" c="dimmed" mb={2}>
        {label}
      </Text>
      <Text size="sm" component="div" lh={1.6}>
        {children}
      </Text>
    </div>
  );
}
