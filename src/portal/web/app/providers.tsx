import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { isProblem, ProblemError } from '../api/http';
import { isAboutCredentials } from '../api/session-fetch';
import { SessionGate } from '../session/session-gate';
import { accountQuery } from '../session/queries';
import { useProvider } from '../provider';
import { themeOf, variablesOf } from '../ui/theme';

/** A session that ended elsewhere: the person is shown the way to sign in. */
function noticeEndedSession(error: unknown): void {
  const ended = error instanceof ProblemError && error.status === 401;
  if (ended && !isAboutCredentials(error.code))
    queryClient.setQueryData(accountQuery.queryKey, null);
}

/** What was changed meanwhile is shown as it is now, before its refusal is. */
async function noticeChange(error: unknown): Promise<void> {
  noticeEndedSession(error);
  if (isProblem(error, 'changed_meanwhile')) await queryClient.invalidateQueries();
}

const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEndedSession }),
  mutationCache: new MutationCache({ onError: noticeChange }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Only what may pass by itself is asked again.
      retry: (count, error) =>
        count < 2 && error instanceof ProblemError && (error.status === 0 || error.status >= 500),
    },
  },
});

export function Providers({ children }: { children: ReactNode }) {
  const { accentColor, accentColorDark } = useProvider();
  const theme = useMemo(() => themeOf(accentColor), [accentColor]);
  const variables = useMemo(
    () => variablesOf(accentColor, accentColorDark),
    [accentColor, accentColorDark],
  );
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        {children}
        <SessionGate />
      </QueryClientProvider>
    </MantineProvider>
  );
}
