import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/types';
import { ConfirmButton } from '../../ui/confirm';
import { notify } from '../../ui/notify';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { useRemoveSecondFactor, useResendActivation, useSendResetLink } from './queries';

interface MailSectionProps {
  /** The act, in the heading and on the button. */
  title: string;
  hint: string;
  sent: string;
  mail: ReturnType<typeof useSendResetLink>;
}

/** A mail that goes to the person alone. */
function MailSection({ title, hint, sent, mail }: MailSectionProps) {
  return (
    <Section
      title={title}
      description={<span className="user-text">{hint}</span>}
      actions={
        <Button
          variant="default"
          loading={mail.isPending}
          onClick={() => mail.mutate(undefined, { onSuccess: () => notify(sent) })}
        >
          {title}
        </Button>
      }
    >
      {mail.error ? <ProblemAlert error={mail.error} /> : null}
    </Section>
  );
}

/** The mail may be lost, or its link too old. */
export function Activation({ user }: { user: User }) {
  const { t } = useTranslation();
  const mail = useResendActivation(user.id);
  const email = shorten(user.email, 80);
  return (
    <MailSection
      title={user.invited ? t('users.inviteAgain') : t('users.resend')}
      hint={user.invited ? t('users.inviteAgainHint', { email }) : t('users.resendHint', { email })}
      sent={t('users.resent')}
      mail={mail}
    />
  );
}

/** For who forgot the password, and asks an administrator. */
export function ResetLink({ user }: { user: User }) {
  const { t } = useTranslation();
  const mail = useSendResetLink(user.id);
  return (
    <MailSection
      title={t('users.resetLink')}
      hint={t('users.resetLinkHint', { email: shorten(user.email, 80) })}
      sent={t('users.resent')}
      mail={mail}
    />
  );
}

/** For who lost the device and the recovery codes. */
export function SecondFactorRemoval({ user }: { user: User }) {
  const { t } = useTranslation();
  const remove = useRemoveSecondFactor(user.id);
  return (
    <Section
      title={t('users.removeFactor')}
      description={t('users.removeFactorHint')}
      actions={
        <ConfirmButton
          label={t('users.removeFactor')}
          title={t('users.removeFactorTitle', { name: shorten(user.username, 60) })}
          consequence={t('users.removeFactorConsequence')}
          run={() => remove.mutateAsync()}
          done={() => notify(t('users.factorRemoved'))}
        />
      }
    />
  );
}
