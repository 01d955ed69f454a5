import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

interface FigureProps {
  label: string;
  /** Unset while it loads. */
  value?: number;
  /** The list that this number counts. */
  to?: string;
  /** What stands below it. */
  children?: ReactNode;
}

/** A number on its own surface, and the way to what it counts. */
export function Figure({ label, value, to, children }: FigureProps) {
  const { i18n } = useTranslation();
  const content = (
    <>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={28} fw={650} lh={1.3}>
        {value?.toLocaleString(i18n.language) ?? '–'}
      </Text>
      {children}
    </>
  );
  if (to === undefined) return <div className="surface figure">{content}</div>;
  return (
    <Link to={to} className="surface figure">
      {content}
    </Link>
  );
}
