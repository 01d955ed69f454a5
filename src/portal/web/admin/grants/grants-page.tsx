import { Anchor, Group, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { backendTokenList, backendTokenRemove } from '../../api/client.gen';
import type { Grant } from '../../api/types';
import { paths } from '../../paths';
import { BulkBar, type BulkAct } from '../../ui/bulk-bar';
import { ConfirmButton } from '../../ui/confirm';
import type { CsvColumn } from '../../ui/csv';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterPill } from '../../ui/filter-pill';
import { FilterSelect } from '../../ui/filter-select';
import { notify } from '../../ui/notify';
import { ListActions } from '../../ui/list-actions';
import { Page } from '../../ui/page';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { useSelection } from '../../ui/selection';
import { Time } from '../../ui/time';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { OwnerFilter } from '../apps/owner-filter';
import { useEndGrant, useLiveGrants } from './queries';

const KINDS = ['authorization_code', 'client_credentials', 'device_code', 'login', 'password', 'personal'] as const; // prettier-ignore
const DAYS = ['30', '90', '365'] as const;
const ORDERS = ['created', '-created', 'expires', '-expires'] as const;

/** In a file: words for programs, the same in every language. */
const FILE: CsvColumn<Grant>[] = [
  { header: 'id', text: ({ id }) => id },
  { header: 'kind', text: ({ kind }) => kind },
  { header: 'clientId', text: ({ clientId }) => clientId },
  { header: 'app', text: (grant) => appName(grant) },
  { header: 'user', text: ({ username }) => username },
  { header: 'account', text: ({ accountName }) => accountName },
  { header: 'scopes', text: ({ scopes }) => scopes.join(' ') },
  { header: 'createdAt', text: ({ createdAt }) => createdAt },
  { header: 'renewedAt', text: ({ lastUsedAt }) => lastUsedAt },
  { header: 'expiresAt', text: ({ expiresAt }) => expiresAt },
];

/** Live grants: each is a family of tokens that can be ended at once. */
export function GrantsPage() {
  const { t } = useTranslation();
  const list = useListQuery();
  const userId = list.filter('userId');
  const clientId = list.filter('clientId');
  const kind = oneOf(KINDS, list.filter('kind'));
  const days = oneOf(DAYS, list.filter('notRenewedFor'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const filters = {
    search: list.query.search,
    userId,
    clientId,
    kind,
    notRenewedFor: days && Number(days),
  };
  const grants = useLiveGrants({ ...list.query, ...filters, sort });
  const selection = useSelection<Grant>(filters, ({ username, ...grant }) =>
    username ? `${appName(grant)}, ${username}` : appName(grant),
  );
  const acts: BulkAct<Grant>[] = [
    {
      label: t('grants.end'),
      consequence: t('liveGrants.endAllConsequence'),
      isDangerous: true,
      applies: () => true,
      run: ({ id }) => backendTokenRemove(id),
    },
  ];
  const columns: Column<Grant>[] = [
    { header: t('liveGrants.app'), width: '20%', cell: (grant) => <AppOf grant={grant} /> },
    { header: t('liveGrants.person'), width: '15%', cell: (grant) => <PersonOf grant={grant} /> },
    { header: t('grants.scopes'), cell: ({ scopes }) => <ScopeBadges scopes={scopes} max={3} /> },
    {
      header: t('apps.created'),
      sort: 'created',
      cell: (grant) => <Since grant={grant} />,
      width: 150,
    },
    {
      header: t('tokens.expires'),
      sort: 'expires',
      cell: ({ expiresAt }) => <Time at={expiresAt} />,
      width: 120,
    },
    { cell: (grant) => <End grant={grant} />, width: 80 },
  ];
  return (
    <Page
      title={t('liveGrants.title')}
      description={t('liveGrants.hint')}
      actions={
        <ListActions
          name="grants"
          list={(page) => backendTokenList({ ...page, ...filters, sort })}
          columns={FILE}
        />
      }
    >
      <Group gap="sm">
        <SearchField list={list} label={t('liveGrants.search')} />
        <OwnerFilter
          list={list}
          name="userId"
          label={t('liveGrants.person')}
          any={t('list.anyUser')}
        />
        <FilterSelect
          list={list}
          name="kind"
          label={t('list.grantKind')}
          any={t('list.anyGrantKind')}
          choices={KINDS.map((value) => ({ value, label: t(`liveGrants.kind.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="notRenewedFor"
          label={t('liveGrants.renewed')}
          any={t('list.anyRenewal')}
          choices={DAYS.map((value) => ({
            value,
            label: t('list.notRenewedFor', { days: value }),
          }))}
        />
        <FilterPill
          list={list}
          name="clientId"
          label={t('liveGrants.app')}
          text={grants.data?.entry.find((grant) => grant.clientId === clientId)?.appName}
        />
      </Group>
      <DataTable
        label={t('liveGrants.title')}
        rows={grants}
        list={list}
        filtered={!!(userId || clientId || kind || days)}
        selection={selection}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconLink} title={t('liveGrants.none')}>
            {t('liveGrants.noneHint')}
          </EmptyState>
        }
      />
      <BulkBar selection={selection} acts={acts} stale="backend.token" />
    </Page>
  );
}

function AppOf({ grant }: { grant: Grant }) {
  return (
    <>
      <Text size="sm" fw={550}>
        <UserText text={appName(grant)} max={60} />
      </Text>
      <Kind kind={grant.kind} />
    </>
  );
}

/** When it began, and when it got new tokens last. */
function Since({ grant: { createdAt, lastUsedAt } }: { grant: Grant }) {
  const { t } = useTranslation();
  return (
    <>
      <Time at={createdAt} />
      {lastUsedAt !== createdAt && (
        <Text size="xs" c="dimmed">
          {t('liveGrants.renewed')} <Time at={lastUsedAt} />
        </Text>
      )}
    </>
  );
}

/** Logins carry the built-in app, which people know as the portal. */
function appName({ appName: name, clientId }: Pick<Grant, 'appName' | 'clientId'>): string {
  return name ?? (clientId === 'gatehouse' ? 'Gatehouse' : clientId);
}

/** How it came about, as one who is not the person says it. */
function Kind({ kind }: { kind: string }) {
  const { t, i18n } = useTranslation();
  const key = `liveGrants.kind.${kind}`;
  return (
    <Text size="xs" c="dimmed">
      {i18n.exists(key) ? t(key as 'liveGrants.kind.login') : kind}
    </Text>
  );
}

function PersonOf({ grant }: { grant: Grant }) {
  if (!grant.userId) return '—';
  return (
    <Anchor component={Link} to={generatePath(paths.user, { id: grant.userId })} size="sm">
      <UserText text={grant.username ?? grant.userId} max={40} />
    </Anchor>
  );
}

function End({ grant }: { grant: Grant }) {
  const { t } = useTranslation();
  const end = useEndGrant();
  const name = shorten(appName(grant), 60);
  const person = shorten(grant.username ?? grant.userId ?? '', 60);
  return (
    <ConfirmButton
      size="compact-sm"
      label={t('grants.end')}
      aria-label={`${t('grants.end')}: ${name}`}
      title={
        person ? t('liveGrants.endTitleOf', { name, person }) : t('liveGrants.endTitle', { name })
      }
      consequence={t('liveGrants.endConsequence')}
      run={() => end.mutateAsync(grant.id)}
      done={() => notify(t('grants.ended'))}
    />
  );
}
