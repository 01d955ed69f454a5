import { Accordion, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../api/types';
import { sentenceOfChange } from '../../i18n/changes';
import { Dotted } from '../../ui/dotted';
import { MethodBadge } from '../../ui/method-badge';
import { ScrolledList } from '../../ui/scrolled-list';
import { UserText } from '../../ui/user-text';
import { Consequences } from './consequences';

const KINDS = ['added', 'renamed', 'changed', 'removed'] as const;
const COLORS = { added: 'green', renamed: 'blue', changed: 'yellow', removed: 'red' };
/** Longer lists are folded at first. */
const FEW = 12;

/** What an import adds, renames, changes and removes, and whom that concerns. */
export function ImportChanges({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const rows = rowsOf(report);
  const kinds = KINDS.filter((kind) => rows[kind].length > 0);
  const [opened, setOpened] = useState<string[]>(kinds.filter((kind) => rows[kind].length <= FEW));
  return (
    <Stack>
      {kinds.length === 0 && <Text size="sm">{t('adminApis.nothing')}</Text>}
      <Accordion multiple variant="separated" order={3} value={opened} onChange={setOpened}>
        {kinds.map((kind) => (
          <Accordion.Item key={kind} value={kind}>
            <Accordion.Control>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {t(`adminApis.report.${kind}`)}
                </Text>
                <Badge color={COLORS[kind]}>{rows[kind].length}</Badge>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              {opened.includes(kind) && <ScrolledList rows={rows[kind]} />}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Title order={3}>{t('consequences.title')}</Title>
      <Consequences consequences={report.consequences} />
    </Stack>
  );
}

function rowsOf({
  added,
  renamed,
  changed,
  removed,
}: ImportReport): Record<(typeof KINDS)[number], ReactNode[]> {
  return {
    added: added.map((place) => <Place key={place.name} {...place} />),
    renamed: renamed.map(({ from, to, ...place }) => (
      <Place key={to} {...place} name={to} from={from} />
    )),
    changed: changed.map(({ name, what }) => <Change key={name} name={name} what={what} />),
    removed: removed.map((place) => <Place key={place.name} {...place} />),
  };
}

interface PlaceProps {
  name: string;
  method: string;
  path: string;
  /** What it was called. */
  from?: string;
}

function Place({ name, method, path, from }: PlaceProps) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <MethodBadge method={method} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" ff="monospace">
          <Dotted text={path} />
        </Text>
        <Text size="xs" ff="monospace" c="dimmed">
          {from !== undefined && (
            <>
              <del>
                <Dotted text={from} />
              </del>
              {' → '}
            </>
          )}
          <Dotted text={name} />
        </Text>
      </div>
    </Group>
  );
}

function Change({ name, what }: { name: string; what: string[] }) {
  return (
    <div>
      <Text size="sm" ff="monospace">
        <Dotted text={name} />
      </Text>
      {what.map((sentence) => (
        <Text key={sentence} size="xs" c="dimmed">
          <UserText text={sentenceOfChange(sentence)} max={400} />
        </Text>
      ))}
    </div>
  );
}
