import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { Scope } from '../../api/types';
import { scopeText } from '../../i18n/served';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { FailedPage } from '../../ui/failed-page';
import { notify } from '../../ui/notify';
import { Page, Section } from '../../ui/page';
import { shorten, UserText } from '../../ui/user-text';
import { leaveFreely } from '../../ui/unsaved';
import { useRemoveScope, useScope, useUpdateScope } from './queries';
import { ScopeForm } from './scope-form';
import { ScopeRoles } from './scope-roles';

/** One scope: what it opens, which roles open it, and its end. */
export function ScopePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const scope = useScope(id);
  if (scope.isError)
    return <FailedPage query={scope} back={{ to: paths.scopes, label: t('adminScopes.title') }} />;
  return (
    <Page
      back={{ to: paths.scopes, label: t('adminScopes.title') }}
      title={scope.data?.name}
      heading={
        scope.data && (
          <Group gap="sm">
            <UserText text={scope.data.name} max={128} />
            {scope.data.system && <Badge color="gray">{t('roles.system')}</Badge>}
          </Group>
        )
      }
      description={scope.data && translated(scope.data)}
    >
      {scope.data && <EditScope key={scope.data.id} scope={scope.data} />}
      {scope.data && <Roles name={scope.data.name} />}
      {scope.data && !scope.data.system && <RemoveScope scope={scope.data} />}
    </Page>
  );
}

/** The sentence in the reader's language, where the field below holds the server's English one. */
function translated(scope: Scope): string | undefined {
  const text = scopeText(scope);
  return text === scope.description ? undefined : text;
}

function EditScope({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const update = useUpdateScope(scope.id);
  return (
    <Section title={t('adminScopes.what')}>
      <ScopeForm
        scope={scope}
        label={t('common.save')}
        save={update}
        done={() => notify(t('common.saved'))}
      />
    </Section>
  );
}

function Roles({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <Section title={t('adminScopes.roles')} description={t('adminScopes.rolesHint')}>
      <Stack gap="sm">
        <Text size="sm" component="div">
          <ScopeRoles name={name} />
        </Text>
        <Anchor component={Link} to={paths.roles} size="sm">
          {t('adminScopes.toRoles')}
        </Anchor>
      </Stack>
    </Section>
  );
}

function RemoveScope({ scope }: { scope: Scope }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useRemoveScope();
  return (
    <Section
      title={t('adminScopes.delete')}
      description={t('adminScopes.deleteHint')}
      actions={
        <ConfirmButton
          label={t('adminScopes.delete')}
          title={t('adminScopes.deleteTitle', { name: shorten(scope.name, 60) })}
          consequence={t('adminScopes.deleteConsequence')}
          run={() => remove.mutateAsync(scope)}
          done={() => leaveFreely(() => void navigate(paths.scopes))}
        />
      }
    />
  );
}
