import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../api/types';
import { reasonText } from '../../i18n/served';

/** Why a request was refused, in the reader's words. */
export function useRefusalReason({ code, reason }: Refusal): string {
  const { t, i18n } = useTranslation();
  const [, scope] = /^This operation needs the scope (.+)\.$/.exec(reason) ?? [];
  if (scope) return t('refused.needsScope', { scope });
  const known = `refused.code.${code}`;
  return i18n.exists(known) ? t(known as 'refused.code.unknown_operation') : reasonText(reason);
}
