import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../api/types';
import { covers } from '../../session/scopes';
import { useScopes } from '../roles/queries';
import { ScopeSentences } from '../roles/scope-sentences';

/** Before a person gets another role: what they gain, and what they lose. */
export function RoleDifference({ from, to }: { from?: Role; to: Role }) {
  const { t } = useTranslation();
  const names = useScopes().data?.map(({ name }) => name) ?? [];
  const gains = beyond(names, to, from);
  const loses = beyond(names, from, to);
  const nothing = !to.everything && !from?.everything && !gains.length && !loses.length;
  return (
    <Alert
      variant="light"
      color={from?.everything || loses.length ? 'yellow' : 'blue'}
      title={t('users.difference')}
      aria-live="polite"
    >
      <Stack gap="sm">
        {nothing && <Text size="sm">{t('roles.previewNothing')}</Text>}
        {to.everything && <Text size="sm">{t('users.gainsEverything')}</Text>}
        {gains.length > 0 && <Change text={t('users.gains')} scopes={gains} />}
        {from?.everything && <Text size="sm">{t('users.losesEverything')}</Text>}
        {loses.length > 0 && <Change text={t('users.loses')} scopes={loses} />}
      </Stack>
    </Alert>
  );
}

function Change({ text, scopes }: { text: string; scopes: string[] }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {text}
      </Text>
      <ScopeSentences scopes={scopes} />
    </div>
  );
}

/** What the first role opens and the second does not, by operation. Everything is said in words. */
function beyond(names: string[], one?: Role, other?: Role): string[] {
  if (!one || one.everything || other?.everything) return [];
  return names.filter(
    (name) =>
      !names.some((below) => below.startsWith(`${name}.`)) &&
      covers(one.scopes, name) &&
      !covers(other?.scopes ?? [], name),
  );
}
