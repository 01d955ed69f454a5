import { Center, Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { OwnSession } from '../api/client.gen';
import { loadAllWords } from '../i18n/language';
import { hasUnsaved } from '../ui/unsaved';

const AcceptTerms = lazy(async () => {
  const [{ AcceptTerms: Component }] = await Promise.all([
    import('./accept-terms'),
    loadAllWords(),
  ]);
  return { default: Component };
});

/** Whether the terms stand before every page now; what somebody is typing is not taken away for it. */
export function mustAcceptTerms({ termsToAccept }: OwnSession): boolean {
  return termsToAccept !== null && !hasUnsaved();
}

/** In the place of every page until the person has accepted the terms in force. */
export function TermsGate({ account }: { account: OwnSession }) {
  return (
    <Suspense
      fallback={
        <Center py={80}>
          <Loader size="sm" />
        </Center>
      }
    >
      <AcceptTerms account={account} />
    </Suspense>
  );
}
