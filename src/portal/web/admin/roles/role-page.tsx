import { Alert, Anchor, Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link, useNavigate, useParams } from 'react-router';
import type { Role } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { notify } from '../../ui/notify';
import { FailedPage } from '../../ui/failed-page';
import { Page, Section } from '../../ui/page';
import { UserText } from '../../ui/user-text';
import { leaveFreely } from '../../ui/unsaved';
import { useCreateRole, useDefaultRole, useMakeDefault, useRemoveRole, useRole, useUpdateRole } from './queries'; // prettier-ignore
import { RoleForm } from './role-form';

/** A role to be made. */
export function NewRolePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateRole();
  return (
    <Page title={t('roles.new')} description={t('roles.hint')}>
      <Section title={t('roles.what')}>
        <RoleForm
          label={t('roles.create')}
          save={create}
          done={(role) => void navigate(generatePath(paths.role, { id: role.id }))}
        />
      </Section>
    </Page>
  );
}

/** One role: its scopes, whether new users get it, and its deletion. */
export function RolePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const role = useRole(id);
  const byDefault = useDefaultRole();
  if (role.isError)
    return <FailedPage query={role} back={{ to: paths.roles, label: t('roles.title') }} />;
  const isDefault = !!role.data && role.data.name === byDefault.data;
  return (
    <Page
      back={{ to: paths.roles, label: t('roles.title') }}
      title={role.data?.name}
      heading={
        role.data && (
          <Group gap="sm">
            <UserText text={role.data.name} max={64} />
            {isDefault && <Badge>{t('roles.isDefault')}</Badge>}
            {role.data.system && <Badge color="gray">{t('roles.system')}</Badge>}
          </Group>
        )
      }
      description={role.data && <Holders role={role.data} />}
    >
      {role.data && <EditRole key={role.data.id} role={role.data} />}
      {role.data && !isDefault && <MakeDefault role={role.data} />}
      {role.data && !role.data.system && <RemoveRole role={role.data} />}
    </Page>
  );
}

/** How many have it, and the way to who they are. */
function Holders({ role }: { role: Role }) {
  const { t } = useTranslation();
  const text = t('roles.heldBy', { count: role.users });
  if (!role.users) return text;
  return (
    <Anchor component={Link} to={`${paths.users}?roleId=${role.id}`}>
      {text}
    </Anchor>
  );
}

function EditRole({ role }: { role: Role }) {
  const { t } = useTranslation();
  const update = useUpdateRole(role.id);
  return (
    <Section title={t('roles.what')}>
      {role.everything ? (
        <Alert variant="light">{t('roles.everythingHint')}</Alert>
      ) : (
        <RoleForm
          role={role}
          label={t('common.save')}
          save={update}
          done={() => notify(t('common.saved'))}
        />
      )}
    </Section>
  );
}

function MakeDefault({ role }: { role: Role }) {
  const { t } = useTranslation();
  const make = useMakeDefault();
  return (
    <Section
      title={t('roles.defaultTitle')}
      description={t('roles.defaultHint')}
      actions={
        <ConfirmButton
          c={undefined}
          label={t('roles.makeDefault')}
          title={t('roles.makeDefaultTitle', { name: role.name })}
          consequence={t('roles.makeDefaultConsequence', { name: role.name })}
          run={() => make.mutateAsync(role.name)}
          done={() => notify(t('roles.madeDefault', { name: role.name }))}
        />
      }
    />
  );
}

function RemoveRole({ role }: { role: Role }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useRemoveRole();
  return (
    <Section
      title={t('roles.delete')}
      description={t('roles.deleteHint')}
      actions={
        <ConfirmButton
          label={t('roles.delete')}
          title={t('roles.deleteTitle', { name: role.name })}
          consequence={t('roles.deleteConsequence')}
          run={() => remove.mutateAsync(role)}
          done={() => leaveFreely(() => void navigate(paths.roles))}
        />
      }
    />
  );
}
