import { Anchor, Group, Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useNavigate, useParams } from 'react-router';
import type { Member, PartnerAccount } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Fact } from '../../ui/fact';
import { FailedPage } from '../../ui/failed-page';
import { Page, Section } from '../../ui/page';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { leaveFreely } from '../../ui/unsaved';
import { useAccount, useMembers, useRemoveAccount } from './queries';

/** Somebody's account: whose it is, who works in it, and its end. */
export function AccountPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const account = useAccount(id);
  const back = { to: paths.adminAccounts, label: t('adminAccounts.title') };
  if (account.isError) return <FailedPage query={account} back={back} />;
  const name = account.data?.name;
  return (
    <Page title={name} heading={name && <UserText text={name} max={80} />}>
      {account.data && (
        <Stack gap="lg">
          <Facts account={account.data} />
          <Stack gap="md">
            <Section title={t('accounts.members')} description={t('adminAccounts.membersHint')} />
            <Members id={id} />
          </Stack>
          <Removal account={account.data} />
        </Stack>
      )}
    </Page>
  );
}

function Facts({ account }: { account: PartnerAccount }) {
  const { t } = useTranslation();
  const { id, ownerId, owner, createdAt } = account;
  return (
    <Section title={t('users.facts')}>
      <Group className="facts">
        <Fact label={t('accounts.id')}>
          <Copyable value={id} label={t('accounts.id')} />
        </Fact>
        <Fact label={t('adminApps.owner')}>
          <Anchor component={Link} to={generatePath(paths.user, { id: ownerId })}>
            <UserText text={owner} max={60} />
          </Anchor>
        </Fact>
        <Fact label={t('apps.created')}>
          <Time at={createdAt} />
        </Fact>
        <Fact label={t('users.more')}>
          <Group gap="sm">
            <Anchor component={Link} to={`${paths.adminApps}?accountId=${id}`} size="sm">
              {t('nav.adminApps')}
            </Anchor>
            <Anchor component={Link} to={`${paths.audit}?search=${id}`} size="sm">
              {t('nav.audit')}
            </Anchor>
          </Group>
        </Fact>
      </Group>
    </Section>
  );
}

function Members({ id }: { id: string }) {
  const { t } = useTranslation();
  const list = useListQuery();
  const members = useMembers(id, list.query);
  const columns: Column<Member>[] = [
    {
      header: t('accounts.member'),
      cell: ({ userId, username }) => (
        <Anchor component={Link} to={generatePath(paths.user, { id: userId })} fw={550}>
          <UserText text={username} max={48} />
        </Anchor>
      ),
    },
    {
      header: t('accounts.memberId'),
      cell: ({ userId }) => <Copyable short value={userId} label={t('accounts.memberId')} />,
    },
    { header: t('grants.since'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 140 },
  ];
  return (
    <DataTable
      label={t('accounts.members')}
      rows={members}
      list={list}
      columns={columns}
      rowKey={({ userId }) => userId}
      empty={
        <EmptyState icon={IconUsers} title={t('accounts.noMembers')}>
          {t('adminAccounts.noMembersHint')}
        </EmptyState>
      }
    />
  );
}

function Removal({ account }: { account: PartnerAccount }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useRemoveAccount();
  return (
    <Section
      title={t('accounts.delete')}
      description={t('accounts.deleteHint')}
      actions={
        <ConfirmButton
          label={t('accounts.delete')}
          title={t('accounts.deleteTitle', { name: shorten(account.name, 60) })}
          consequence={t('adminAccounts.deleteConsequence', { owner: shorten(account.owner, 60) })}
          run={() => remove.mutateAsync(account)}
          done={() => leaveFreely(() => void navigate(paths.adminAccounts))}
        />
      }
    />
  );
}
