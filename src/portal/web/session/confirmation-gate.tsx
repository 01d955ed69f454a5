import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { confirmation } from '../api/confirmation';

const ConfirmIdentity = lazy(async () => ({
  default: (await import('./confirm-identity')).ConfirmIdentity,
}));

/** Loads the dialog when the first request waits for a confirmation. */
export function ConfirmationGate() {
  const wish = useSyncExternalStore(confirmation.subscribe, confirmation.current);
  const [isLoaded, setLoaded] = useState(false);
  if (wish && !isLoaded) setLoaded(true);
  return isLoaded ? (
    <Suspense>
      <ConfirmIdentity />
    </Suspense>
  ) : null;
}
