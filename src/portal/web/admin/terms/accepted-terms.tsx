import { useTranslation } from 'react-i18next';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';
import { Fact } from '../../ui/fact';
import { Time } from '../../ui/time';
import { useAccepted } from './queries';

/** Which version of the terms a user accepted last, and when; nothing where nobody accepts any. */
export function AcceptedTerms({ userId }: { userId: string }) {
  const { t } = useTranslation();
  const account = useAccount();
  const mayRead = covers(account.data?.scopes ?? [], 'backend.acceptance.list');
  const [last] = useAccepted(userId, mayRead).data?.entry ?? [];
  if (!last) return null;
  return (
    <Fact label={t('adminTerms.acceptedAt')}>
      {t('adminTerms.acceptedVersion', { version: last.version })} <Time at={last.acceptedAt} />
    </Fact>
  );
}
