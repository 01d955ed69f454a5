import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type CsvColumn, toCsv } from './csv';
import type { Rows } from './data-table';
import { notifications } from '@mantine/notifications';
import { notify } from './notify';
import { useProblemText } from './problem-alert';

/** A file has so many rows at most: the browser holds all of them. */
const MOST = 5_000;
const PAGE = 100;

export interface ExportButtonProps<T> {
  /** The beginning of the file’s name. */
  name: string;
  /** Asks for a page of the list as it is filtered and sorted now. */
  list: (page: { startIndex: number; count: number }) => Promise<Rows<T>>;
  columns: CsvColumn<T>[];
}

/** Saves the filtered list as a file, page after page, and says when it is not all of it. */
export function ExportButton<T extends { id: string }>(props: ExportButtonProps<T>) {
  const { name, list, columns } = props;
  const { t } = useTranslation();
  const problemText = useProblemText();
  const save = useMutation({
    mutationFn: () => walk(list),
    onSuccess: ({ rows, isAll }) => {
      download(`${name}.csv`, toCsv(rows, columns));
      const count = rows.length;
      notify(t(isAll ? 'list.exported' : 'list.exportedSome', { count }));
    },
    onError: (error) => notifications.show({ message: problemText(error), color: 'red' }),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('list.export')}
    </Button>
  );
}

async function walk<T extends { id: string }>(
  list: ExportButtonProps<T>['list'],
): Promise<{ rows: T[]; isAll: boolean }> {
  // A row that came meanwhile pushes another one to the next page.
  const found = new Map<string, T>();
  for (let startIndex = 0; startIndex < MOST; startIndex += PAGE) {
    const { entry, searchIsPartial } = await list({ startIndex, count: PAGE });
    for (const row of entry) found.set(row.id, row);
    if (entry.length < PAGE) return { rows: [...found.values()], isAll: !searchIsPartial };
  }
  const { entry } = await list({ startIndex: MOST, count: 1 });
  return { rows: [...found.values()], isAll: entry.length === 0 };
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
