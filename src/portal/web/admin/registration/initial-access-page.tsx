import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { backendInitialAccessList, type InitialAccess } from '../../api/client.gen';
import { ConfirmButton } from '../../ui/confirm';
import type { CsvColumn } from '../../ui/csv';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { notify } from '../../ui/notify';
import { ListActions } from '../../ui/list-actions';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { useGrantWords } from './grant-words';
import { NewInitialAccessDialog } from './new-initial-access-dialog';
import { useInitialAccess, useRemoveInitialAccess } from './queries';

const STATES = ['unused', 'spent'] as const;
const ORDERS = ['created', '-created', 'expires', '-expires'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<InitialAccess>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'name', text: ({ name }) => name },
  { header: 'user', text: ({ username }) => username },
  { header: 'scopes', text: ({ scopes }) => scopes.join(' ') },
  { header: 'grantTypes', text: ({ grantTypes }) => grantTypes.join(' ') },
  { header: 'used', text: ({ used }) => used },
  { header: 'uses', text: ({ uses }) => uses },
  { header: 'createdAt', text: ({ createdAt }) => createdAt },
  { header: 'expiresAt', text: ({ expiresAt }) => expiresAt },
];

/** Initial access tokens: with one, a program may register itself. */
export function InitialAccessPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const state = oneOf(STATES, list.filter('state'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = { search: list.query.search, sort, ...(state && { [state]: 'true' as const }) };
  const tokens = useInitialAccess({ ...list.query, ...filters });
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('initialAccess.new')}
    </Button>
  );
  const columns: Column<InitialAccess>[] = [
    { header: t('tokens.name'), cell: (row) => <Name token={row} /> },
    { header: t('grants.scopes'), cell: ({ scopes }) => <ScopeBadges scopes={scopes} max={3} /> },
    { header: t('initialAccess.grants'), cell: (row) => <Grants token={row} /> },
    {
      header: t('initialAccess.used'),
      cell: ({ used, uses }) => t('initialAccess.usedOf', { used, uses }),
      width: 110,
    },
    {
      header: t('tokens.expires'),
      sort: 'expires',
      cell: (row) => <Time at={row.expiresAt} />,
      width: 140,
    },
    { cell: (row) => <End token={row} />, width: 110 },
  ];
  return (
    <Page
      title={t('initialAccess.title')}
      description={t('initialAccess.hint')}
      actions={
        <>
          <ListActions
            name="initial-access"
            list={(page) => backendInitialAccessList({ ...page, ...filters })}
            columns={FILE}
          />
          {add}
        </>
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('list.searchTokens')} />
        <FilterSelect
          list={list}
          name="state"
          label={t('initialAccess.used')}
          any={t('list.anyUse')}
          choices={STATES.map((value) => ({ value, label: t(`list.tokenState.${value}`) }))}
        />
      </Group>
      <DataTable
        label={t('initialAccess.title')}
        rows={tokens}
        list={list}
        filtered={!!state}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconTicket} title={t('initialAccess.none')} action={add}>
            {t('initialAccess.noneHint')}
          </EmptyState>
        }
      />
      <NewInitialAccessDialog opened={asked} onClose={close} />
    </Page>
  );
}

function useName(): (token: InitialAccess) => string {
  const { t } = useTranslation();
  return ({ name }) => shorten(name, 60) || t('initialAccess.unnamed');
}

function Name({ token }: { token: InitialAccess }) {
  const { t } = useTranslation();
  const nameOf = useName();
  return (
    <>
      <UserText text={nameOf(token)} max={60} />
      <Text size="xs" c="dimmed">
        {t('initialAccess.by')} <UserText text={token.username} max={40} />,{' '}
        <Time at={token.createdAt} />
      </Text>
    </>
  );
}

function Grants({ token }: { token: InitialAccess }) {
  const words = useGrantWords();
  return (
    <Text size="sm" c="dimmed">
      {token.grantTypes.map(words).join(' · ')}
    </Text>
  );
}

function End({ token }: { token: InitialAccess }) {
  const { t } = useTranslation();
  const remove = useRemoveInitialAccess();
  const name = useName()(token);
  return (
    <ConfirmButton
      size="compact-sm"
      label={t('tokens.end')}
      aria-label={`${t('tokens.end')}: ${name}`}
      title={t('initialAccess.endTitle', { name })}
      consequence={t('initialAccess.endConsequence')}
      run={() => remove.mutateAsync(token.id)}
      done={() => notify(t('initialAccess.ended'))}
    />
  );
}
