import type { FastifyInstance } from 'fastify';
import { SIGN_OUT_PATH } from '../auth/protocol-paths.js';

/** What an app sends along (OpenID Connect RP-Initiated Logout §2); the page reads it from its address. */
const PARAMETERS = [
  'id_token_hint',
  'logout_hint',
  'client_id',
  'post_logout_redirect_uri',
  'state',
  'ui_locales',
];

/**
 * The sign-out page by POST (OpenID Connect RP-Initiated Logout §2): it goes on as a GET, since the
 * person's cookie does not come along when a foreign page sends the POST.
 */
export function takeSignOutForms(fastify: FastifyInstance, publicUrl: string): void {
  fastify.post(SIGN_OUT_PATH, (request, reply) => {
    const sent = { ...(request.query ?? {}), ...(request.body ?? {}) } as Record<string, unknown>;
    const kept = PARAMETERS.flatMap((name) => {
      const value = sent[name];
      return typeof value === 'string' ? [[name, value] as [string, string]] : [];
    });
    const query = new URLSearchParams(kept).toString();
    return reply.redirect(`${publicUrl}${SIGN_OUT_PATH}${query && `?${query}`}`, 303);
  });
}
