import { createBrowserRouter } from 'react-router';
import { RequireSession } from '../session/require-session';
import { SessionLayout } from '../session/session-layout';
import { BrokenPage } from './broken-page';
import { NotFoundPage } from './not-found';
import { administration } from './routes.admin';
import { development } from './routes.developer';
import { sessions } from './routes.session';

/** Every room is loaded when it is entered. */
export const router = createBrowserRouter([
  {
    errorElement: <BrokenPage />,
    hydrateFallbackElement: <></>,
    children: [
      { element: <SessionLayout />, children: sessions },
      {
        lazy: async () => ({ Component: (await import('./shell')).Shell }),
        children: [
          ...development.open,
          { element: <RequireSession />, children: [...development.own, ...administration] },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
