import { Injectable } from '@nestjs/common';
import type { CreatedAppDto } from '../../apps/app-answers.dto.js';
import { AppsService } from '../../apps/apps.service.js';
import { Problem } from '../../common/problem.js';
import { OAuthError } from '../../oauth/errors.js';
import { IDENTITY_SCOPES, intersect } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { RolesService } from '../../roles/roles.service.js';
import type { ProtocolRequest } from '../protocol-request.js';
import { type ClientMetadata, fault, readClientMetadata } from './client-metadata.js';
import { Registrars } from './registrars.js';

/** Dynamic registration (RFC 7591): a program makes an app of itself. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly registrars: Registrars,
    private readonly roles: RolesService,
    private readonly apps: AppsService,
  ) {}

  /** @throws OAuthError 400, 401, 403, 503 */
  async register(request: ProtocolRequest): Promise<Record<string, unknown>> {
    const caller = await this.registrars.of(request);
    const metadata = readClientMetadata(request.body);
    const app = await this.create(caller, metadata, await this.scopes(caller, metadata));
    return toAnswer(app, metadata);
  }

  /** A program that names no scope gets what any developer may have, and no more. */
  private async scopes(caller: Caller, { scope, grantTypes }: ClientMetadata): Promise<string[]> {
    if (scope) return scope;
    const names = intersect((await this.roles.default()).scopes, caller.authority);
    return grantTypes.includes('authorization_code') ? [...names, ...IDENTITY_SCOPES] : names;
  }

  /** `client_uri` becomes no `url`: an app is the resource server of its URL. */
  private async create(
    caller: Caller,
    metadata: ClientMetadata,
    scopes: string[],
  ): Promise<CreatedAppDto> {
    const fields = {
      name: metadata.name ?? 'A registered program',
      description: metadata.uri ? `Registered itself; see ${metadata.uri}` : 'Registered itself.',
      scopes,
      type: metadata.authentication === 'none' ? ('public' as const) : ('confidential' as const),
      redirectUris: metadata.redirectUris,
      grantTypes: metadata.grantTypes,
      jwks: metadata.jwks,
      dpop: metadata.dpop,
    };
    try {
      return await this.apps.create({ caller, room: 'consumer' }, fields);
    } catch (error) {
      // The program cannot mend this: its metadata is not at fault.
      if (error instanceof Problem && error.code === 'too_many_apps')
        throw new OAuthError('temporarily_unavailable', error.detail);
      // Scopes that do not exist or are not the person's.
      if (error instanceof Problem && error.status < 500)
        throw fault(error.errors?.[0]?.message ?? error.detail);
      throw error;
    }
  }
}

/** RFC 7591 §3.2.1: what was registered, which may be less than what was sent. */
function toAnswer(app: CreatedAppDto, metadata: ClientMetadata): Record<string, unknown> {
  const hasSecret = metadata.authentication.startsWith('client_secret');
  return {
    client_id: app.appKey,
    client_id_issued_at: Math.floor(Date.parse(app.createdAt) / 1000),
    ...(hasSecret && { client_secret: app.appSecret, client_secret_expires_at: 0 }),
    client_name: app.name,
    ...(metadata.uri && { client_uri: metadata.uri }),
    redirect_uris: app.redirectUris,
    grant_types: metadata.grantTypes,
    response_types: metadata.responseTypes,
    token_endpoint_auth_method: metadata.authentication,
    application_type: metadata.applicationType,
    // Its default is RS256 (OpenID Connect Registration §2), which is not what we sign with.
    id_token_signed_response_alg: 'ES256',
    scope: app.scopes.join(' '),
    ...(app.jwks && { jwks: app.jwks }),
    dpop_bound_access_tokens: app.dpop,
  };
}
