import { Anchor, Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingCommunity, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { Membership, PartnerAccount } from '../../api/types';
import { paths } from '../../paths';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { useForm } from '../../ui/form';
import { Page } from '../../ui/page';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { SearchField } from '../../ui/search-field';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { useAccounts, useCreateAccount, useMemberships } from './queries';

/** The customer accounts that the reader works in: a partner's own, and those of others. */
export function AccountsPage() {
  const { t } = useTranslation();
  const isPartner = covers(useAccount().data?.scopes ?? [], 'partner.account.list');
  const others = (useMemberships().data ?? []).filter(({ own }) => !own);
  if (isPartner) return <OwnAccounts others={others} />;
  return (
    <Page title={t('accounts.title')} description={t('accounts.memberHint')}>
      <OtherAccounts accounts={others} />
    </Page>
  );
}

/** Accounts of other partners, where the reader is a member. */
function OtherAccounts({ accounts }: { accounts: Membership[] }) {
  const { t } = useTranslation();
  const columns: Column<Membership>[] = [
    { header: t('accounts.name'), cell: ({ name }) => <UserText text={name} max={80} /> },
    { header: t('adminApps.owner'), cell: ({ owner }) => <UserText text={owner} max={60} /> },
    {
      header: t('accounts.id'),
      cell: ({ id }) => <Copyable short value={id} label={t('accounts.id')} />,
    },
    {
      cell: ({ id, name }) => (
        <Anchor
          component={Link}
          to={`${paths.apps}?accountId=${id}`}
          size="sm"
          aria-label={`${t('accounts.apps')}: ${shorten(name, 60)}`}
        >
          {t('accounts.apps')}
        </Anchor>
      ),
      width: 130,
    },
  ];
  return (
    <DataTable
      label={t('accounts.member')}
      rows={{ data: { entry: accounts, totalResults: accounts.length } }}
      columns={columns}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={IconBuildingCommunity} title={t('accounts.noMemberships')}>
          {t('accounts.noMembershipsHint')}
        </EmptyState>
      }
    />
  );
}

/** A partner's accounts: one for each customer, each with its members. */
function OwnAccounts({ others }: { others: Membership[] }) {
  const { t } = useTranslation();
  const list = useListQuery();
  const accounts = useAccounts(list.query);
  const [asked, { open, close }] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('accounts.new')}
    </Button>
  );
  const columns: Column<PartnerAccount>[] = [
    {
      header: t('accounts.name'),
      cell: ({ id, name }) => (
        <Anchor component={Link} to={generatePath(paths.partnerAccount, { id })} fw={550}>
          <UserText text={name} max={80} />
        </Anchor>
      ),
    },
    {
      header: t('accounts.id'),
      cell: ({ id }) => <Copyable short value={id} label={t('accounts.id')} />,
    },
    { header: t('apps.created'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 140 },
  ];
  return (
    <Page title={t('accounts.title')} description={t('accounts.hint')} actions={add}>
      <SearchField list={list} label={t('accounts.search')} />
      <DataTable
        label={t('accounts.title')}
        rows={accounts}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={IconBuildingCommunity} title={t('accounts.none')} action={add}>
            {t('accounts.noneHint')}
          </EmptyState>
        }
      />
      {others.length > 0 && (
        <Stack gap="sm">
          <Title order={2}>{t('accounts.ofOthers')}</Title>
          <OtherAccounts accounts={others} />
        </Stack>
      )}
      <Dialog opened={asked} onClose={close} title={t('accounts.newTitle')}>
        <NewAccountForm close={close} />
      </Dialog>
    </Page>
  );
}

function NewAccountForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const create = useCreateAccount();
  const form = useForm({ initialValues: { name: '' } });
  const submit = form.onSubmit(({ name }) =>
    create.mutate(name, {
      onSuccess: close,
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={['name']} />
        <TextInput
          label={t('accounts.name')}
          required
          maxLength={255}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Group justify="flex-end">
          <CancelButton onClick={close} />
          <Button type="submit" loading={create.isPending}>
            {t('accounts.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
