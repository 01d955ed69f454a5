import { useTranslation } from 'react-i18next';
import { ConfirmButton } from '../../ui/confirm';
import { showOnce } from '../../ui/shown-once';
import { useRenewRecoveryCodes } from './queries';

/** Shows recovery codes this once. @returns takes the codes, and what is said above them */
export function useShowRecoveryCodes(): (codes: string[], once: string) => void {
  const { t } = useTranslation();
  return (codes, once) =>
    showOnce({
      title: t('mfa.recovery'),
      once,
      values: [{ label: t('mfa.copyAll'), value: codes.join('\n'), isSecret: true }],
      ifLost: t('mfa.ifLost'),
      file: { name: 'gatehouse-recovery-codes.txt', text: `${codes.join('\n')}\n` },
      closing: t('reveal.saved'),
    });
}

/** Other codes for who has lost theirs, or used them up. */
export function NewRecoveryCodes() {
  const { t } = useTranslation();
  const show = useShowRecoveryCodes();
  const renew = useRenewRecoveryCodes((codes) => show(codes, t('mfa.newCodesHint')));
  return (
    <ConfirmButton
      c={undefined}
      label={t('mfa.newCodes')}
      title={t('mfa.newCodesTitle')}
      consequence={t('mfa.newCodesConsequence')}
      run={() => renew.mutateAsync()}
    />
  );
}
