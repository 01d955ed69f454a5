import { Anchor, Badge, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useNavigate, useParams } from 'react-router';
import type { User } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { Copyable } from '../../ui/copyable';
import { notify } from '../../ui/notify';
import { Page, Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopeBadges } from '../../ui/scope-badges';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { shorten, UserText } from '../../ui/user-text';
import { useAllRoles, useRemoveUser, useUpdateUser, useUser } from './queries';

/** One person: role, what they may do, and whether they may come in. */
export function UserPage() {
  const { id = '' } = useParams();
  const user = useUser(id);
  if (user.isError) return <ProblemAlert error={user.error} retry={() => void user.refetch()} />;
  return (
    <Page
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
          <RoleChoice key={user.data.roleId} user={user.data} />
          <Standing user={user.data} />
          <Removal user={user.data} />
        </Stack>
      )}
    </Page>
  );
}

function Facts({ user }: { user: User }) {
  const { t } = useTranslation();
  return (
    <Section title={t('users.facts')}>
      <Group gap="xl">
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
        <Fact label={t('users.more')}>
          <Group gap="sm">
            <Anchor component={Link} to={`${paths.liveGrants}?userId=${user.id}`} size="sm">
              {t('nav.liveGrants')}
            </Anchor>
            <Anchor component={Link} to={`${paths.audit}?userId=${user.id}`} size="sm">
              {t('nav.audit')}
            </Anchor>
          </Group>
        </Fact>
      </Group>
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {children}
    </div>
  );
}

/** The role decides what a person may do; it counts from the next request on. */
function RoleChoice({ user }: { user: User }) {
  const { t } = useTranslation();
  const roles = useAllRoles();
  const update = useUpdateUser(user.id);
  const [roleId, setRoleId] = useState(user.roleId);
  const chosen = roles.data?.find(({ id }) => id === roleId);
  return (
    <Section title={t('users.mayDo')} description={t('users.mayDoHint')}>
      <Stack gap="sm">
        <ProblemAlert error={update.error} />
        <Group align="flex-end">
          <NativeSelect
            label={t('users.role')}
            value={roleId}
            onChange={(event) => setRoleId(event.currentTarget.value)}
            data={(roles.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button
            disabled={roleId === user.roleId}
            loading={update.isPending}
            onClick={() =>
              update.mutate({ roleId }, { onSuccess: () => notify(t('users.roleChanged')) })
            }
          >
            {t('users.changeRole')}
          </Button>
        </Group>
        {chosen && (
          <Text size="sm" c="dimmed" component="div">
            {chosen.everything ? (
              t('roles.everythingHint')
            ) : (
              <ScopeBadges scopes={chosen.scopes} max={30} />
            )}
            <div>
              <Anchor component={Link} to={generatePath(paths.role, { id: chosen.id })} size="sm">
                {t('users.toRole', { name: chosen.name })}
              </Anchor>
            </div>
          </Text>
        )}
      </Stack>
    </Section>
  );
}

/** Letting in and shutting out. */
function Standing({ user }: { user: User }) {
  const { t } = useTranslation();
  const update = useUpdateUser(user.id);
  const active = user.status === 'active';
  return (
    <Section
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
    </Section>
  );
}

function Removal({ user }: { user: User }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useRemoveUser();
  return (
    <Section
      title={t('users.delete')}
      description={t('users.deleteHint')}
      actions={
        <ConfirmButton
          label={t('users.delete')}
          title={t('users.deleteTitle', { name: shorten(user.username, 60) })}
          consequence={t('users.deleteConsequence')}
          run={() => remove.mutateAsync(user.id)}
          done={() => void navigate(paths.users)}
        />
      }
    />
  );
}
