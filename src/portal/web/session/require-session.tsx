import { Center, Loader } from '@mantine/core';
import { Navigate, Outlet, useLocation } from 'react-router';
import { signInAndReturn } from '../paths';
import { ProblemAlert } from '../ui/problem-alert';
import { mustAcceptTerms, TermsGate } from './terms-gate';
import { useAccount } from './queries';

/** The pages behind it need a signed-in person; others sign in first and come back. */
export function RequireSession() {
  const account = useAccount();
  const { pathname, search } = useLocation();
  if (account.isPending)
    return (
      <Center py={80}>
        <Loader size="sm" />
      </Center>
    );
  if (account.isError)
    return <ProblemAlert error={account.error} retry={() => void account.refetch()} />;
  if (!account.data) return <Navigate to={signInAndReturn(pathname + search)} replace />;
  if (mustAcceptTerms(account.data)) return <TermsGate account={account.data} />;
  return <Outlet />;
}
