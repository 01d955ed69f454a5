import { Badge, Button, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Consequence } from '../../api/types';
import { Few } from '../../ui/few';
import { Dotted } from '../../ui/dotted';
import { ScrolledList } from '../../ui/scrolled-list';
import { shorten } from '../../ui/user-text';

const PICTURES = { gains: IconArrowUp, loses: IconArrowDown, opens: IconWorld, stops: IconTrash };
const COLORS = { gains: 'blue', loses: 'yellow', opens: 'orange', stops: 'red' };
/** What takes something away comes first. */
const ORDER = ['stops', 'loses', 'opens', 'gains'] as const;

/** Whom a change concerns. Operations with the same people and apps are said once. */
export function Consequences({ consequences }: { consequences: Consequence[] }) {
  const { t } = useTranslation();
  const groups = grouped(consequences);
  if (groups.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('consequences.none')}
      </Text>
    );
  return (
    <Stack gap="md">
      {groups.map(({ of, operations }) => (
        <Group key={operations.join()} align="flex-start" wrap="nowrap" gap="sm">
          <Picture kind={of.kind} />
          <Stack gap={6} style={{ minWidth: 0, flex: 1 }}>
            <Text size="sm">
              <b>{t(`consequences.${of.kind}`)}</b> {t(`consequences.${of.kind}By`)}
            </Text>
            <Holders of={of} />
            <ManyNames names={operations} />
          </Stack>
        </Group>
      ))}
    </Stack>
  );
}

function Picture({ kind }: { kind: Consequence['kind'] }) {
  const Shown = PICTURES[kind];
  return (
    <ThemeIcon variant="light" color={COLORS[kind]} size="sm" mt={1} aria-hidden>
      <Shown size={14} />
    </ThemeIcon>
  );
}

/** So many roles, or apps, stand in one row. */
const MOST_SHOWN = 8;

function Holders({ of: { roles, apps } }: { of: Consequence }) {
  const { t } = useTranslation();
  return (
    <>
      {roles.length > 0 && (
        <Group gap={6}>
          <Text size="xs" c="dimmed">
            {t('consequences.roles')}
          </Text>
          <Few label={t('consequences.roles')} most={MOST_SHOWN}>
            {roles.map((name) => (
              <Badge key={name} color="blue" tt="none" maw={260}>
                {shorten(name, 40)}
              </Badge>
            ))}
          </Few>
        </Group>
      )}
      {apps.length > 0 && (
        <Group gap={6}>
          <Text size="xs" c="dimmed">
            {t('consequences.apps')}
          </Text>
          <Few label={t('consequences.apps')} most={MOST_SHOWN}>
            {apps.map(({ key, name, calls }) => (
              <Badge key={key} color="grape" tt="none" maw="100%" title={key}>
                {shorten(name, 40)}: {t('consequences.calls', { count: calls })}
              </Badge>
            ))}
          </Few>
        </Group>
      )}
    </>
  );
}

/** One name as it is; of several how many they are, and which on a click. */
function ManyNames({ names }: { names: string[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const few = names.length <= 3;
  return (
    <div>
      {!few && (
        <Group gap="xs">
          <Text size="sm">{t('consequences.operations', { count: names.length })}</Text>
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen
              ? t('consequences.showFew')
              : t('consequences.showAll', { count: names.length })}
          </Button>
        </Group>
      )}
      {(few || isOpen) && (
        <ScrolledList
          rows={names.map((name) => (
            <Text key={name} size="xs" ff="monospace">
              <Dotted text={name} />
            </Text>
          ))}
        />
      )}
    </div>
  );
}

interface ConsequenceGroup {
  of: Consequence;
  operations: string[];
}

/** Operations for which the same follows for the same roles and apps. */
function grouped(consequences: Consequence[]): ConsequenceGroup[] {
  const groups = new Map<string, ConsequenceGroup>();
  for (const each of consequences) {
    const key = JSON.stringify([each.kind, each.roles, each.apps]);
    const group = groups.get(key) ?? { of: each, operations: [] };
    group.operations.push(each.operation);
    groups.set(key, group);
  }
  const rank = ({ of }: ConsequenceGroup) => ORDER.indexOf(of.kind);
  return [...groups.values()].toSorted((one, other) => rank(one) - rank(other));
}
