import { Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { consumerAppCall } from '../../api/client.gen';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { useListQuery } from '../../ui/use-list-query';
import { CallsView, SpanControl, spanOf } from './calls-view';

const OFTEN_MS = 15_000;

/** How often the reader's app called which operation. */
export function AppCalls({ app }: { app: App }) {
  const list = useListQuery();
  const days = spanOf(list);
  const calls = useQuery({
    queryKey: ['consumer.app.call', app.id, days],
    queryFn: () => consumerAppCall(app.id, { days }),
    placeholderData: keepPreviousData,
    refetchInterval: OFTEN_MS,
  });
  return (
    <>
      <Group justify="flex-end" mb="md">
        <SpanControl list={list} />
      </Group>
      <CallsView
        calls={calls}
        refusals="?tab=refusals"
        operationLink={(operation) => `${paths.reference}#${operation}`}
      />
    </>
  );
}
