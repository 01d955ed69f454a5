import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { LeaveQuestion } from '../ui/dialog';
import { hasUnsaved, hasUnsavedOrKept } from '../ui/unsaved';

/** Asks before a page is left whose forms hold what nobody has sent: by a link, by Back, by the tab. */
export function LeaveGuard() {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && hasUnsaved(),
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasUnsavedOrKept()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  if (blocker.state !== 'blocked') return null;
  return <LeaveQuestion stay={() => blocker.reset()} leave={() => blocker.proceed()} />;
}
