import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useNavigate, useParams } from 'react-router';
import type { Role, User } from '../../api/types';
import { paths } from '../../paths';
import { Choice } from '../../ui/choice';
import { ConfirmButton } from '../../ui/confirm';
import { Copyable } from '../../ui/copyable';
import { Fact } from '../../ui/fact';
import { notify } from '../../ui/notify';
import { FailedPage } from '../../ui/failed-page';
import { Page, QuietRow, Section } from '../../ui/page';
import { ProblemAlert, SaveProblem } from '../../ui/problem-alert';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { shorten, UserText } from '../../ui/user-text';
import { leaveFreely, useUnsaved } from '../../ui/unsaved';
import { AddressForm } from './address-form';
import { AcceptedTerms } from '../terms/accepted-terms';
import { Activation, ResetLink, SecondFactorRemoval } from './user-support';
import { ScopeSentences } from '../roles/scope-sentences';
import { useAllRoles, useEndSessions, useRemoveUser, useUpdateUser, useUser } from './queries'; // prettier-ignore
import { RoleDifference } from './role-difference';

/** One person: role, what they may do, and whether they may come in. */
export function UserPage() {
  const { id = '' } = useParams();
  const user = useUser(id);
  const { t } = useTranslation();
  if (user.isError)
    return <FailedPage query={user} back={{ to: paths.users, label: t('users.title') }} />;
  return (
    <Page
      back={{ to: paths.users, label: t('users.title') }}
      title={user.data?.username}
      heading={
        user.data && (
          <Group gap="sm">
            <UserText text={user.data.username} max={64} />
            <StatusBadge status={user.data.status} />
          </Group>
        )
      }
      description={user.data && <UserText text={user.data.email} />}
    >
      {user.data && (
        <Stack gap="lg">
          <Facts user={user.data} />
          <RoleChoice user={user.data} />
          <AddressForm user={user.data} />
          {user.data.status === 'pending' && <Activation user={user.data} />}
          {user.data.status === 'active' && <ResetLink user={user.data} />}
          {user.data.mfa && <SecondFactorRemoval user={user.data} />}
          <Section title={t('users.access')}>
            {!isInvited(user.data) && <StatusSection user={user.data} />}
            {user.data.status === 'active' && <Sessions user={user.data} />}
            <Removal user={user.data} />
          </Section>
        </Stack>
      )}
    </Page>
  );
}

/** Whether the person becomes active by choosing a password, and in no other way. */
function isInvited({ status, invited }: User): boolean {
  return invited && status === 'pending';
}

function Facts({ user }: { user: User }) {
  const { t } = useTranslation();
  return (
    <Section title={t('users.facts')}>
      <Group className="facts">
        <Fact label={t('account.id')}>
          <Copyable value={user.id} label={t('account.id')} />
        </Fact>
        <Fact label={t('users.joined')}>
          <Time at={user.createdAt} />
        </Fact>
        <Fact label={t('users.lastLogin')}>
          <Time at={user.lastLoginAt} empty={t('apps.neverUsed')} />
        </Fact>
        <Fact label={t('mfa.title')}>
          <Badge color={user.mfa ? 'green' : 'gray'}>{user.mfa ? t('mfa.on') : t('mfa.off')}</Badge>
        </Fact>
        <AcceptedTerms userId={user.id} />
        <Fact label={t('users.more')}>
          <Group gap="sm">
            <Anchor component={Link} to={`${paths.adminApps}?ownerId=${user.id}`} size="sm">
              {t('users.apps')}
            </Anchor>
            <Anchor component={Link} to={`${paths.adminAccounts}?ownerId=${user.id}`} size="sm">
              {t('users.accounts')}
            </Anchor>
            <Anchor component={Link} to={`${paths.liveGrants}?userId=${user.id}`} size="sm">
              {t('nav.liveGrants')}
            </Anchor>
            <Anchor component={Link} to={`${paths.audit}?subject=user:${user.id}`} size="sm">
              {t('nav.audit')}
            </Anchor>
          </Group>
        </Fact>
      </Group>
    </Section>
  );
}

/** The role decides what a person may do; it counts from the next request on. */
function RoleChoice({ user }: { user: User }) {
  const { t } = useTranslation();
  const roles = useAllRoles();
  const [chosenId, choose] = useState<string>();
  const [seen, setSeen] = useState(user);
  const roleId = chosenId ?? user.roleId;
  const update = useUpdateUser(chosenId ? seen : user);
  useUnsaved(() => roleId !== user.roleId);
  const chosen = roles.data?.find(({ id }) => id === roleId);
  // Who may not read roles still sees which one it is.
  const choices = roles.data ?? [{ id: user.roleId, name: user.role }];
  return (
    <Section title={t('users.mayDo')} description={t('users.mayDoHint')}>
      <Stack gap="sm">
        <SaveProblem save={update} loadNewest={() => setSeen(user)} />
        <Group align="flex-end">
          <Choice
            label={t('users.role')}
            flex="0 1 24rem"
            value={roleId}
            onChange={(id) => {
              if (!chosenId) setSeen(user);
              choose(id);
            }}
            choices={choices.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button
            disabled={roleId === user.roleId}
            loading={update.isPending}
            onClick={() =>
              update.mutate(
                { roleId },
                {
                  onSuccess: () => {
                    choose(undefined);
                    notify(t('users.roleChanged'));
                  },
                },
              )
            }
          >
            {t('users.changeRole')}
          </Button>
        </Group>
        {chosen && roleId !== user.roleId && (
          <RoleDifference from={roles.data?.find(({ id }) => id === user.roleId)} to={chosen} />
        )}
        {chosen && roleId === user.roleId && <Opens role={chosen} />}
        {chosen && (
          <Anchor component={Link} to={generatePath(paths.role, { id: chosen.id })} size="sm">
            {t('users.toRole', { name: chosen.name })}
          </Anchor>
        )}
      </Stack>
    </Section>
  );
}

function Opens({ role }: { role: Role }) {
  const { t } = useTranslation();
  if (role.everything) return <Text size="sm">{t('roles.everythingHint')}</Text>;
  if (!role.scopes.length) return <Text size="sm">{t('scopes.none')}</Text>;
  return <ScopeSentences scopes={role.scopes} />;
}

/** Letting in and shutting out. */
function StatusSection({ user }: { user: User }) {
  const { t } = useTranslation();
  const update = useUpdateUser(user);
  const active = user.status === 'active';
  return (
    <QuietRow
      title={active ? t('users.disable') : t('users.enable')}
      description={active ? t('users.disableHint') : t('users.enableHint')}
      actions={
        active ? (
          <ConfirmButton
            label={t('users.disable')}
            title={t('users.disableTitle', { name: shorten(user.username, 60) })}
            consequence={t('users.disableConsequence')}
            run={() => update.mutateAsync({ status: 'disabled' })}
            done={() => notify(t('users.disabled'))}
          />
        ) : (
          <Button loading={update.isPending} onClick={() => update.mutate({ status: 'active' })}>
            {t('users.enable')}
          </Button>
        )
      }
    >
      {update.error && !active ? <ProblemAlert error={update.error} /> : null}
    </QuietRow>
  );
}

/** Ends what they have open, and lets them come back. */
function Sessions({ user }: { user: User }) {
  const { t } = useTranslation();
  const end = useEndSessions(user.id);
  return (
    <QuietRow
      title={t('users.signOut')}
      description={t('users.signOutHint')}
      actions={
        <ConfirmButton
          label={t('users.signOut')}
          title={t('users.signOutTitle', { name: shorten(user.username, 60) })}
          consequence={t('users.signOutConsequence')}
          run={() => end.mutateAsync()}
          done={() => notify(t('users.signedOut'))}
        />
      }
    />
  );
}

function Removal({ user }: { user: User }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useRemoveUser();
  return (
    <QuietRow
      title={t('users.delete')}
      description={t('users.deleteHint')}
      actions={
        <ConfirmButton
          label={t('users.delete')}
          title={t('users.deleteTitle', { name: shorten(user.username, 60) })}
          consequence={t('users.deleteConsequence')}
          run={() => remove.mutateAsync(user)}
          done={() => leaveFreely(() => void navigate(paths.users))}
        />
      }
    />
  );
}
