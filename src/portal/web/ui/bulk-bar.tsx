import { Button, Group, List, Progress, ScrollArea, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, ProblemError } from '../api/http';
import { CancelButton, Dialog } from './dialog';
import { notify } from './notify';
import { useProblemText } from './problem-alert';
import type { Selection } from './selection';
import { UserText } from './user-text';

/** An act on several rows, done to one after the other. */
export interface BulkAct<T> {
  /** On the button, and in the dialog again: “Disable”. */
  label: string;
  /** What happens to each. */
  consequence: string;
  isDangerous?: boolean;
  /** Whether there is anything to do: the others are left as they are. */
  applies: (row: T) => boolean;
  run: (row: T) => Promise<unknown>;
}

interface BulkBarProps<T> {
  selection: Selection<T>;
  acts: BulkAct<T>[];
  /** The beginning of the names of the queries that are stale afterwards: `backend.app`. */
  stale: string;
}

/** Says how many rows are chosen, and what can be done with them; nothing while none is. */
export function BulkBar<T extends { id: string }>({ selection, acts, stale }: BulkBarProps<T>) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<BulkAct<T>>();
  const count = selection.rows.length;
  return (
    <>
      {count > 0 && (
        <Group component="section" className="bulk-bar surface" aria-label={t('list.chosenRows')}>
          <Text size="sm" fw={550} aria-live="polite">
            {t('list.chosen', { count })}
          </Text>
          <Group gap="xs">
            {acts.map((act) => (
              <Button
                key={act.label}
                size="compact-md"
                variant="default"
                c={act.isDangerous ? 'var(--mantine-color-error)' : undefined}
                disabled={!selection.rows.some(act.applies)}
                onClick={() => setAsked(act)}
              >
                {act.label}
              </Button>
            ))}
            <Button size="compact-md" variant="subtle" onClick={selection.clear}>
              {t('list.chooseNone')}
            </Button>
          </Group>
        </Group>
      )}
      {asked && (
        <BulkDialog
          act={asked}
          selection={selection}
          stale={stale}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

interface Failure<T> {
  row: T;
  /** Unset for one that was not tried any more. */
  error?: unknown;
}

interface BulkDialogProps<T> extends Omit<BulkBarProps<T>, 'acts'> {
  act: BulkAct<T>;
  onClose: () => void;
}

/** Shows what an act would do, does it, and tells by name what was refused. */
function BulkDialog<T extends { id: string }>({
  act,
  selection,
  stale,
  onClose,
}: BulkDialogProps<T>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const client = useQueryClient();
  const [{ rows, others }] = useState(() => ({
    rows: selection.rows.filter(act.applies),
    others: selection.rows.filter((row) => !act.applies(row)).length,
  }));
  const [done, setDone] = useState(0);
  const all = useMutation({
    mutationFn: () => runAll(rows, act.run, setDone),
    onSuccess: (failures) => {
      // What was refused stays chosen.
      const failed = failures.map(({ row }) => row);
      selection.set(rows.filter((row) => !failed.includes(row)), false); // prettier-ignore
      if (failures.length > 0) return;
      notify(t('list.done', { count: rows.length }));
      selection.clear();
      onClose();
    },
    onSettled: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith(stale),
      }),
  });
  const failures = all.data ?? [];
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('list.actTitle', { act: act.label, count: rows.length })}
    >
      <Stack>
        <Text size="sm">{act.consequence}</Text>
        {failures.length > 0 ? (
          <div role="alert">
            <Text size="sm" fw={550}>
              {t('list.failed', { count: failures.length, all: rows.length })}
            </Text>
            <Names
              items={failures.map(({ row, error }) => ({
                id: row.id,
                name: selection.nameOf(row),
                text: error ? problemText(error) : t('list.notTried'),
              }))}
            />
          </div>
        ) : (
          <Names items={rows.map((row) => ({ id: row.id, name: selection.nameOf(row) }))} />
        )}
        {others > 0 && !all.data && (
          <Text size="sm" c="dimmed">
            {t('list.others', { count: others })}
          </Text>
        )}
        {all.isPending && (
          <Progress value={(100 * done) / rows.length} aria-label={t('common.loading')} />
        )}
        <Group justify="flex-end">
          {all.data ? (
            <Button onClick={onClose}>{t('common.close')}</Button>
          ) : (
            <>
              <CancelButton onClick={onClose} />
              <Button
                color={act.isDangerous ? 'red' : undefined}
                loading={all.isPending}
                onClick={() => all.mutate()}
              >
                {act.label} ({rows.length})
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function Names({ items }: { items: { id: string; name: string; text?: string }[] }) {
  return (
    <ScrollArea.Autosize mah={220} type="auto" viewportProps={{ tabIndex: 0 }}>
      <List size="sm">
        {items.map(({ id, name, text }) => (
          <List.Item key={id}>
            <UserText text={name} max={80} />
            {text && `: ${text}`}
          </List.Item>
        ))}
      </List>
    </ScrollArea.Autosize>
  );
}

/** Does it to each, one after the other, and answers what was refused. */
async function runAll<T>(
  rows: T[],
  run: (row: T) => Promise<unknown>,
  report: (done: number) => void,
): Promise<Failure<T>[]> {
  const failures: Failure<T>[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      await run(row);
    } catch (error) {
      failures.push({ row, error });
      if (stopsAll(error))
        return [...failures, ...rows.slice(index + 1).map((each) => ({ row: each }))];
    }
    report(index + 1);
  }
  return failures;
}

/** Whether the next one would be refused for the same reason. */
function stopsAll(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return true;
  return [0, 401, 429].includes(error.status) || isProblem(error, 'confirmation_required');
}
