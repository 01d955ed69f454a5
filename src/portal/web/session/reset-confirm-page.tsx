import { Anchor, Button, PasswordInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { paths } from '../paths';
import { fieldErrors, ProblemAlert } from '../ui/problem-alert';
import { useConfirmReset } from './queries';
import { SessionCard } from './session-card';

/** How the token of an invitation begins. */
const INVITATION = 'gate_inv_';

/** The page of the reset mail and of an invitation: a new password, which ends every session and token. */
export function ResetConfirmPage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const reset = useConfirmReset();
  const isFirst = token.startsWith(INVITATION);
  const [newPassword, setNewPassword] = useState('');
  if (reset.isSuccess)
    return (
      <SessionCard
        title={isFirst ? t('session.activated') : t('session.passwordChanged')}
        description={isFirst ? t('session.activatedHint') : t('session.passwordChangedHint')}
      >
        <Button component={Link} to={paths.signIn}>
          {t('session.signIn')}
        </Button>
      </SessionCard>
    );
  return (
    <SessionCard
      title={isFirst ? t('session.firstPasswordTitle') : t('session.newPasswordTitle')}
      description={isFirst ? t('session.firstPasswordHint') : t('session.newPasswordHint')}
      footer={
        <Anchor component={Link} to={paths.resetRequest}>
          {t('session.newLink')}
        </Anchor>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          reset.mutate({ token, newPassword });
        }}
      >
        <Stack>
          <ProblemAlert error={reset.error} shownFields={['newPassword']} />
          <PasswordInput
            label={isFirst ? t('session.password') : t('session.newPassword')}
            description={t('session.passwordHint')}
            autoComplete="new-password"
            required
            autoFocus
            visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
            value={newPassword}
            error={fieldErrors(reset.error).newPassword}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={reset.isPending}>
            {t('session.setPassword')}
          </Button>
        </Stack>
      </form>
    </SessionCard>
  );
}
