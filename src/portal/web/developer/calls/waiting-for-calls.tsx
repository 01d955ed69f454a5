import { Anchor, Group, Loader, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { App } from '../../api/types';
import { basePath } from '../../base';
import { Dotted } from '../../ui/dotted';

/** A message of the stream; the client knows JSON alone. */
interface LiveCall {
  operation: string;
  outcome: 'allowed' | 'refused';
  status?: number;
  ms?: number;
}

/** Waits for the calls of an app, and tells of the newest one as it happens. */
export function WaitingForCalls({ app: { id } }: { app: App }) {
  const { t } = useTranslation();
  const call = useNewestCall(id);
  return (
    <Group className="surface" p="md" gap="sm" aria-live="polite" wrap="nowrap">
      {call ? <Seen call={call} /> : <Waiting text={t('calls.waiting')} />}
      {call && (
        <Anchor component={Link} to="?tab=calls" size="sm" ml="auto">
          {t('calls.all')}
        </Anchor>
      )}
    </Group>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <>
      <Loader type="dots" size="sm" aria-hidden />
      <Text size="sm">{text}</Text>
    </>
  );
}

function Seen({ call: { operation, outcome, status, ms } }: { call: LiveCall }) {
  const { t } = useTranslation();
  const isAllowed = outcome === 'allowed';
  return (
    <>
      <ThemeIcon color={isAllowed ? 'green' : 'red'} radius="xl" size="sm" aria-hidden>
        {isAllowed ? <IconCheck size={14} /> : <IconX size={14} />}
      </ThemeIcon>
      <Text size="sm">
        <Dotted text={operation} /> · {status ?? t(`calls.${outcome}`)}
        {ms !== undefined && ` · ${ms} ms`}
      </Text>
    </>
  );
}

function useNewestCall(id: string): LiveCall | undefined {
  const [call, setCall] = useState<LiveCall>();
  useEffect(() => {
    const source = new EventSource(`${basePath}/consumer/app/${id}/call/live`);
    source.onmessage = ({ data }: MessageEvent<string>) => setCall(JSON.parse(data) as LiveCall);
    return () => source.close();
  }, [id]);
  return call;
}
