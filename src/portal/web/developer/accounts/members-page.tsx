import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { Member, PartnerAccount } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { Copyable } from '../../ui/copyable';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FailedPage } from '../../ui/failed-page';
import { useForm } from '../../ui/form';
import { useLoaded } from '../../ui/loaded';
import { notify } from '../../ui/notify';
import { Page, Section } from '../../ui/page';
import { fieldErrors, ProblemAlert, SaveProblem } from '../../ui/problem-alert';
import { Time } from '../../ui/time';
import { useListQuery } from '../../ui/use-list-query';
import { shorten, UserText } from '../../ui/user-text';
import { leaveFreely } from '../../ui/unsaved';
import { AccountApps, AccountSnippet } from './account-use';
import {
  useAddMember,
  useMembers,
  usePartnerAccount,
  useRemoveAccount,
  useRemoveMember,
  useRenameAccount,
} from './queries';

/** One account of a partner: who may work in it, which apps do, and how. */
export function MembersPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const account = usePartnerAccount(id);
  if (account.isError)
    return <FailedPage query={account} back={{ to: paths.accounts, label: t('accounts.title') }} />;
  const name = account.data?.name;
  return (
    <Page
      back={{ to: paths.accounts, label: t('accounts.title') }}
      title={name}
      heading={name && <UserText text={name} max={80} />}
      description={<Copyable value={id} label={t('accounts.id')} />}
    >
      <Stack gap="md">
        <AddMember id={id} />
        <Members id={id} />
      </Stack>
      <AccountApps id={id} />
      <AccountSnippet id={id} />
      {account.data && <Rename account={account.data} />}
      {account.data && <Removal account={account.data} />}
    </Page>
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
          consequence={t('accounts.deleteConsequence')}
          run={() => remove.mutateAsync(account)}
          done={() => leaveFreely(() => void navigate(paths.accounts))}
        />
      }
    />
  );
}

function Members({ id }: { id: string }) {
  const { t } = useTranslation();
  const list = useListQuery();
  const members = useMembers(id, list.query);
  const remove = useRemoveMember(id);
  const columns: Column<Member>[] = [
    { header: t('accounts.member'), cell: ({ username }) => <UserText text={username} /> },
    {
      header: t('accounts.memberId'),
      cell: ({ userId }) => <Copyable value={userId} label={t('accounts.memberId')} />,
    },
    { header: t('grants.since'), cell: ({ createdAt }) => <Time at={createdAt} />, width: 140 },
    {
      cell: ({ userId, username }) => (
        <ConfirmButton
          size="compact-sm"
          label={t('accounts.removeMember')}
          aria-label={`${t('accounts.removeMember')}: ${username}`}
          title={t('accounts.removeMemberTitle', { name: shorten(username, 60) })}
          consequence={t('accounts.removeMemberConsequence')}
          run={() => remove.mutateAsync(userId)}
        />
      ),
      width: 110,
    },
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
          {t('accounts.noMembersHint')}
        </EmptyState>
      }
    />
  );
}

function AddMember({ id }: { id: string }) {
  const { t } = useTranslation();
  const add = useAddMember(id);
  const form = useForm({ initialValues: { userId: '' } });
  const submit = form.onSubmit(({ userId }) =>
    add.mutate(userId.trim(), {
      onSuccess: () => form.reset(),
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <Section title={t('accounts.members')} description={t('accounts.membersHint')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <ProblemAlert error={add.error} shownFields={['userId']} />
          <Group align="flex-end">
            <TextInput
              label={t('accounts.memberName')}
              required
              maxLength={254}
              {...form.getInputProps('userId')}
              style={{ flex: '1 1 16rem' }}
            />
            <Button type="submit" loading={add.isPending}>
              {t('accounts.addMember')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

const valuesOf = ({ name }: PartnerAccount) => ({ name });

function Rename({ account }: { account: PartnerAccount }) {
  const { t } = useTranslation();
  const rename = useRenameAccount();
  const form = useForm({ initialValues: valuesOf(account) });
  const { seen, loadNewest } = useLoaded(form, account, valuesOf);
  const submit = form.onSubmit((values) =>
    rename.mutate(
      { ...values, of: seen },
      {
        onSuccess: () => {
          form.resetDirty();
          notify(t('common.saved'));
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <Section title={t('accounts.rename')}>
      <form onSubmit={submit}>
        <SaveProblem save={rename} loadNewest={loadNewest} shownFields={['name']} />
        <Group align="flex-end">
          <TextInput
            label={t('accounts.name')}
            required
            maxLength={255}
            {...form.getInputProps('name')}
            style={{ flex: '1 1 16rem' }}
          />
          <Button
            type="submit"
            variant="default"
            loading={rename.isPending}
            disabled={!form.isDirty()}
          >
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
