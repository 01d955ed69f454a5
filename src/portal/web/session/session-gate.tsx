import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { wishes } from '../api/session-fetch';

const ConfirmIdentity = lazy(async () => ({
  default: (await import('./confirm-identity')).ConfirmIdentity,
}));
const SignInAgain = lazy(async () => ({
  default: (await import('./sign-in-again')).SignInAgain,
}));

/** Loads the dialogs when the first request waits for one of them. */
export function SessionGate() {
  const wish = useSyncExternalStore(wishes.subscribe, wishes.current);
  const [isLoaded, setLoaded] = useState(false);
  if (wish && !isLoaded) setLoaded(true);
  return isLoaded ? (
    <Suspense>
      <ConfirmIdentity />
      <SignInAgain />
    </Suspense>
  ) : null;
}
