import { Badge } from '@mantine/core';

const COLORS: Record<string, string> = {
  GET: 'blue',
  POST: 'green',
  PUT: 'yellow',
  PATCH: 'yellow',
  DELETE: 'red',
};

/** The HTTP method of an operation. @param small for lists in a narrow column */
export function MethodBadge({ method, small }: { method: string; small?: boolean }) {
  return (
    <Badge
      color={COLORS[method] ?? 'gray'}
      ff="monospace"
      size={small ? 'sm' : undefined}
      miw={small ? 56 : 64}
      flex="none"
    >
      {method}
    </Badge>
  );
}
