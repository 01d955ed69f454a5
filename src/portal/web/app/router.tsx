import { createBrowserRouter, Outlet, useLocation } from 'react-router';
import { isPage } from '../../pages';
import { basePath } from '../base';
import { loadAllWords } from '../i18n/language';
import { RequireSession } from '../session/require-session';
import { SessionLayout } from '../session/session-layout';
import { BrokenPage } from './broken-page';
import { NotFoundPage } from './not-found';
import { administration } from './routes.admin';
import { development } from './routes.developer';
import { sessions } from './routes.session';

/** A page has one address: what the router reads as the same is not found, as the server says. */
function OneSpelling() {
  return isPage(useLocation().pathname) ? <Outlet /> : <NotFoundPage />;
}

/** Every page is loaded when it is opened. */
export const router = createBrowserRouter(
  [
    {
      errorElement: <BrokenPage />,
      hydrateFallbackElement: <></>,
      children: [
        {
          element: <SessionLayout />,
          children: [{ element: <OneSpelling />, children: sessions }],
        },
        {
          lazy: async () => {
            const [{ Shell }] = await Promise.all([import('./shell'), loadAllWords()]);
            return { Component: Shell };
          },
          children: [
            {
              element: <OneSpelling />,
              children: [
                ...development.open,
                { element: <RequireSession />, children: [...development.own, ...administration] },
              ],
            },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ],
  { basename: basePath || '/' },
);
