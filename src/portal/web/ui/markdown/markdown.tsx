import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { RenderedProps } from './rendered';

const Rendered = lazy(async () => ({ default: (await import('./rendered')).Rendered }));

/** A text of Markdown; what lays it out is loaded with the first one. */
export function Markdown(props: RenderedProps) {
  return (
    <Suspense fallback={<Skeleton h={160} />}>
      <Rendered {...props} />
    </Suspense>
  );
}
