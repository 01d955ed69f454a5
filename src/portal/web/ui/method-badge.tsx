import { Badge } from '@mantine/core';

const COLORS: Record<string, string> = {
  GET: 'blue',
  POST: 'green',
  PUT: 'yellow',
  PATCH: 'yellow',
  DELETE: 'red',
};

/** The HTTP method of an operation. */
export function MethodBadge({ method }: { method: string }) {
  return (
    <Badge color={COLORS[method] ?? 'gray'} ff="monospace" miw={64}>
      {method}
    </Badge>
  );
}
