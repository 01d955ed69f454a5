import { Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BinItem } from '../../api/client.gen';
import { ConfirmButton } from '../../ui/confirm';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { notify } from '../../ui/notify';
import { FilterSelect } from '../../ui/filter-select';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { BringBack } from './bring-back';
import { type BinArea, useBin, useRemoveForGood } from './queries';

const KINDS = ['user', 'app'] as const;

/** What was removed and can be brought back; of everybody, or of the reader. */
export function BinTable({ area }: { area: BinArea }) {
  const { t } = useTranslation();
  const list = useListQuery();
  const kind = area === 'backend' ? oneOf(KINDS, list.filter('kind')) : undefined;
  const items = useBin(area, { ...list.query, ...(kind && { kind }) });
  const isBackend = area === 'backend';
  const columns: Column<BinItem>[] = [
    { header: t('bin.name'), cell: ({ name }) => <UserText text={name} max={60} /> },
    ...(isBackend
      ? [
          { header: t('bin.kind'), cell: (item: BinItem) => t(`bin.${item.kind}`), width: 110 },
          { header: t('bin.owner'), cell: (item: BinItem) => <Owner item={item} /> },
        ]
      : []),
    { header: t('bin.removed'), cell: (item) => <Removed item={item} /> },
    { header: t('bin.until'), cell: ({ until }) => <Time at={until} />, width: 140 },
    {
      cell: (item) => (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <BringBack area={area} item={item} />
          <RemoveForGood area={area} item={item} />
        </Group>
      ),
      width: 280,
    },
  ];
  return (
    <>
      <Group gap="sm">
        <SearchField list={list} label={t('bin.search')} />
        {isBackend && (
          <FilterSelect
            list={list}
            name="kind"
            label={t('bin.kind')}
            any={t('bin.any')}
            choices={KINDS.map((value) => ({ value, label: t(`bin.kinds.${value}`) }))}
          />
        )}
      </Group>
      <DataTable
        label={t('bin.title')}
        rows={items}
        list={list}
        filtered={!!kind}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconTrash} title={t('bin.none')}>
            {t('bin.noneHint')}
          </EmptyState>
        }
      />
    </>
  );
}

function Owner({ item }: { item: BinItem }) {
  const { t } = useTranslation();
  if (item.kind === 'user') return <>–</>;
  if (!item.ownerId) return <Text size="sm">{t('bin.nobody')}</Text>;
  return <UserText text={item.owner ?? item.ownerId} max={40} />;
}

function Removed({ item }: { item: BinItem }) {
  const { t } = useTranslation();
  const by = item.removedBy ?? item.removedById;
  return (
    <>
      <Time at={item.removedAt} />
      {by && (
        <Text size="xs" c="dimmed">
          {t('bin.removedBy')} <UserText text={by} max={40} />
        </Text>
      )}
    </>
  );
}

function RemoveForGood({ area, item }: { area: BinArea; item: BinItem }) {
  const { t } = useTranslation();
  const remove = useRemoveForGood(area);
  const name = shorten(item.name, 60);
  return (
    <ConfirmButton
      size="compact-sm"
      label={t('bin.remove')}
      aria-label={`${t('bin.remove')}: ${name}`}
      title={t('bin.removeTitle', { name })}
      consequence={t(
        item.kind === 'user' ? 'bin.removeUserConsequence' : 'bin.removeAppConsequence',
      )}
      run={() => remove.mutateAsync(item.id)}
      done={() => notify(t('bin.removedForGood', { name }))}
    />
  );
}
