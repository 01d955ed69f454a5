import type { FastifyInstance } from 'fastify';
import { policyOf } from '../../auth/authorize/page-frame.js';
import { languageOf } from '../../common/language.js';
import type { AppearanceService } from '../../settings/appearance/appearance.service.js';
import { pages } from '../pages.js';
import type { PortalPage } from '../portal-page.js';
import { signedOutPage } from './signed-out-page.js';
import type { LogoutService } from './logout.service.js';

/** What an app sends along (OpenID Connect RP-Initiated Logout §2); the page reads it from its address. */
const PARAMETERS = [
  'id_token_hint',
  'logout_hint',
  'client_id',
  'post_logout_redirect_uri',
  'state',
  'ui_locales',
];

type Sent = Record<string, unknown>;

/**
 * The sign-out page by GET and POST (OpenID Connect RP-Initiated Logout §2). A POST goes on as a GET,
 * since the person's cookie does not come along when a foreign page sends it; and whoever is signed out
 * already goes on to the app.
 */
export function serveSignOut(
  fastify: FastifyInstance,
  publicUrl: string,
  logouts: LogoutService,
  page: PortalPage,
  appearance: AppearanceService,
): void {
  fastify.post(pages.signOut, { config: { forms: true } }, (request, reply) => {
    const sent = { ...(request.query as Sent), ...(request.body as Sent | undefined) };
    const kept = PARAMETERS.flatMap((name) => {
      const value = sent[name];
      return typeof value === 'string' ? [[name, value] as [string, string]] : [];
    });
    const query = new URLSearchParams(kept).toString();
    return reply.redirect(`${publicUrl}${pages.signOut}${query && `?${query}`}`, 303);
  });
  fastify.get(pages.signOut, async (request, reply) => {
    const target = await logouts.targetOfSignedOut(request, request.query as Sent);
    if (target?.isKnownBrowser) return reply.redirect(target.address, 303);
    if (target) {
      const language = languageOf(request.headers['accept-language']) ?? 'en';
      const home = { provider: appearance.provider, publicUrl };
      const written = signedOutPage(target.address, language, home);
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', policyOf(written))
        .send(written.html);
    }
    if (!page.show(reply, 200)) reply.callNotFound();
    return reply;
  });
}
