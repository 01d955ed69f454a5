import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Terms } from '../../api/types';

/** Whether a version is the one that is accepted now. */
export function TermsState({ terms }: { terms: Pick<Terms, 'inForce' | 'withdrawnAt'> }) {
  const { t } = useTranslation();
  if (terms.inForce) return <Badge color="green">{t('adminTerms.inForce')}</Badge>;
  return (
    <Badge color="gray">
      {t(terms.withdrawnAt ? 'adminTerms.withdrawn' : 'adminTerms.replaced')}
    </Badge>
  );
}
