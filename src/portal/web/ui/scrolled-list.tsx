import type { ReactNode } from 'react';

/** Rows that scroll where there are many, by keyboard too. */
export function ScrolledList({ rows }: { rows: ReactNode[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard too
    <ul className="plain-list scrolled" tabIndex={0}>
      {rows.map((row, index) => (
        <li key={index}>{row}</li>
      ))}
    </ul>
  );
}
