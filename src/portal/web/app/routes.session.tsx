import type { RouteObject } from 'react-router';
import { paths } from '../paths';
import { loadAllWords } from '../i18n/language';
import { RequireSession } from '../session/require-session';

/** The pages before the portal; consent and device need a person, who signs in first. */
export const sessions: RouteObject[] = [
  {
    path: paths.signIn,
    lazy: async () => ({ Component: (await import('../session/sign-in-page')).SignInPage }),
  },
  {
    path: paths.register,
    lazy: async () => ({ Component: (await import('../session/register-page')).RegisterPage }),
  },
  {
    path: paths.activate,
    lazy: async () => ({ Component: (await import('../session/activate-page')).ActivatePage }),
  },
  {
    path: paths.resetRequest,
    lazy: async () => ({
      Component: (await import('../session/reset-request-page')).ResetRequestPage,
    }),
  },
  {
    path: paths.forgotten,
    lazy: async () => ({
      Component: (await import('../session/reset-request-page')).ResetRequestPage,
    }),
  },
  {
    path: paths.signOut,
    lazy: async () => ({ Component: (await import('../session/sign-out-page')).SignOutPage }),
  },
  {
    path: paths.resetConfirm,
    lazy: async () => ({
      Component: (await import('../session/reset-confirm-page')).ResetConfirmPage,
    }),
  },
  {
    element: <RequireSession />,
    children: [
      {
        path: paths.consent,
        lazy: async () => {
          const [{ ConsentPage }] = await Promise.all([
            import('../session/consent-page'),
            loadAllWords(),
          ]);
          return { Component: ConsentPage };
        },
      },
      {
        path: paths.device,
        lazy: async () => ({ Component: (await import('../session/device-page')).DevicePage }),
      },
    ],
  },
];
