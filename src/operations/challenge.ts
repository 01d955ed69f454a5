import { Problem } from '../common/problem.js';

/** Creates the refusals of the guard, each with its challenge (RFC 6750 §3, RFC 9728 §5.1). */
export class Challenges {
  private readonly base: string;

  /**
   * @param publicUrl where the metadata of the protected resource is
   * @param resource what the path of its metadata ends with, when it is not Gatehouse itself: `/gate/payments`
   */
  constructor(publicUrl: string, resource = '') {
    const metadata = `${publicUrl}/.well-known/oauth-protected-resource${resource}`;
    this.base = `Bearer realm="gatehouse", resource_metadata="${metadata}"`;
  }

  /** No token at all: RFC 6750 §3.1 wants no error code then. */
  missing(): Problem {
    return this.refuse(401, 'authentication_required', 'This operation needs an access token.');
  }

  /** Malformed, expired, revoked or foreign: the answer does not say which. */
  invalidToken(): Problem {
    return this.refuse(401, 'invalid_token', 'The access token is not valid (any more).', {
      error: 'invalid_token',
    });
  }

  insufficientScope(scopes: string[]): Problem {
    const scope = scopes.join(' ');
    const detail = `This operation needs the scope ${scope}.`;
    return this.refuse(403, 'insufficient_scope', detail, { error: 'insufficient_scope', scope });
  }

  /** RFC 6750 §2: one way of sending the token, and never the query (RFC 9700 §4.3.2). */
  invalidRequest(detail: string): Problem {
    return this.refuse(400, 'invalid_request', detail, { error: 'invalid_request' });
  }

  /**
   * RFC 9449 §7.1: the token is not valid for this proof, or the proof for this request.
   * @param refused what was wrong with the proof; nothing when it was the token
   */
  invalidProof(
    algorithms: string[],
    refused?: { error: string; description: string; headers?: Record<string, string> },
  ): Problem {
    const error = refused?.error === 'use_dpop_nonce' ? refused.error : 'invalid_token';
    const detail = refused?.description ?? 'The access token is not valid (any more).';
    const algs = algorithms.join(' ');
    const challenge = `DPoP realm="gatehouse", error="${error}", algs="${algs}"`;
    return new Problem(401, error, detail, {
      headers: { ...refused?.headers, 'www-authenticate': challenge },
    });
  }

  private refuse(status: number, code: string, detail: string, more: Record<string, string> = {}) {
    const parameters = Object.entries(more).map(([name, value]) => `, ${name}="${value}"`);
    return new Problem(status, code, detail, {
      headers: { 'www-authenticate': this.base + parameters.join('') },
    });
  }
}
