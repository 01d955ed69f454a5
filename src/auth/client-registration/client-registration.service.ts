import { Injectable, Logger } from '@nestjs/common';
import type { AppWithSecretDto } from '../../apps/app-answers.dto.js';
import { AppsService } from '../../apps/apps.service.js';
import { Clock } from '../../common/clock.js';
import { Problem } from '../../common/problem.js';
import { OAuthError } from '../../oauth/errors.js';
import { schemeFault } from '../../oauth/redirect-uri.js';
import { IDENTITY_SCOPES, intersect } from '../../oauth/scope.js';
import { SettingsService } from '../../settings/settings.service.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import type { OAuthRequest } from '../oauth-endpoint.service.js';
import { type ClientMetadata, fault, readClientMetadata } from './client-metadata.js';
import { CODE, DEVICE_CODE } from './registered-grants.js';
import { type Registrar, Registrars } from './registrars.js';

/** That the limit is reached is told to the operator once in so many milliseconds. */
const TELL_EVERY_MS = 600_000;

/** Dynamic registration (RFC 7591): a program makes an app of itself. */
@Injectable()
export class ClientRegistrationService {
  private readonly log = new Logger(ClientRegistrationService.name);
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly registrars: Registrars,
    private readonly scopes: ScopesService,
    private readonly apps: AppsService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /** @throws OAuthError 400, 401, 403, 503; Problem 429 */
  async register(request: OAuthRequest): Promise<Record<string, unknown>> {
    const registrar = await this.registrars.of(request);
    const metadata = readClientMetadata(request.body, registrar);
    const app = await this.create(registrar, metadata, await this.scopesOf(registrar, metadata));
    return toAnswer(app, metadata);
  }

  /**
   * What it asks for, as far as it can have that; all that it can have when it names no scope.
   * @throws OAuthError when nothing is left, Problem when a scope does not exist
   */
  private async scopesOf(
    { scopes }: Registrar,
    { scope, grantTypes }: ClientMetadata,
  ): Promise<string[]> {
    const actsForPeople = grantTypes.some((name) => name === CODE || name === DEVICE_CODE);
    if (!scope) return scopes.filter((name) => actsForPeople || !IDENTITY_SCOPES.includes(name));
    await this.scopes.requireKnown(scope, 'scope').catch((error: unknown) => {
      throw asFault(error);
    });
    const given = intersect(scope, scopes);
    if (given.length === 0) throw fault('None of these scopes can be registered here.');
    return given;
  }

  /** `client_uri` becomes no `url`: an app is the resource server of its URL. */
  private async create(
    { caller, registration, settle }: Registrar,
    metadata: ClientMetadata,
    scopes: string[],
  ): Promise<AppWithSecretDto> {
    const schemes = this.settings.get('oauth.redirect_schemes');
    const isPublic = metadata.authentication === 'none';
    const fields = {
      name: metadata.name ?? 'A registered program',
      description: metadata.uri ? `Registered itself; see ${metadata.uri}` : 'Registered itself.',
      scopes,
      type: isPublic ? ('public' as const) : ('confidential' as const),
      redirectUris: metadata.redirectUris,
      registration,
      postLogoutRedirectUris: metadata.postLogoutRedirectUris.filter(
        (uri) => schemeFault(uri, schemes, isPublic) === undefined,
      ),
      idTokenAlg: metadata.idTokenAlg,
      grantTypes: metadata.grantTypes,
      jwks: metadata.jwks,
      dpop: metadata.dpop,
    };
    try {
      return await this.apps.create({ caller, area: 'consumer' }, fields, settle);
    } catch (error) {
      if (error instanceof OAuthError && error.status === 503) this.tellOperator(error.description);
      throw asFault(error);
    }
  }

  /** Seldom enough that a stranger cannot fill the log. */
  private tellOperator(detail: string): void {
    const now = this.clock.now();
    if (now - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = now;
    this.log.warn({
      msg: `A program could not register itself. ${detail} Remove some, or raise oauth.max_registered.`,
    });
  }
}

/** A refusal of the metadata in the protocol's words. */
function asFault(error: unknown): unknown {
  if (!(error instanceof Problem) || error.status >= 500) return error;
  const [first] = error.errors ?? [];
  const description = first?.message ?? error.detail;
  return first?.field === 'redirectUris'
    ? new OAuthError('invalid_redirect_uri', description)
    : fault(description);
}

/** RFC 7591 §3.2.1: what was registered, which may be less than what was sent. */
function toAnswer(app: AppWithSecretDto, metadata: ClientMetadata): Record<string, unknown> {
  const hasSecret = metadata.authentication.startsWith('client_secret');
  return {
    client_id: app.appKey,
    client_id_issued_at: Math.floor(Date.parse(app.createdAt) / 1000),
    ...(hasSecret && { client_secret: app.appSecret, client_secret_expires_at: 0 }),
    client_name: app.name,
    ...(metadata.uri && { client_uri: metadata.uri }),
    redirect_uris: app.redirectUris,
    ...(app.postLogoutRedirectUris.length > 0 && {
      post_logout_redirect_uris: app.postLogoutRedirectUris,
    }),
    grant_types: metadata.grantTypes,
    response_types: metadata.responseTypes,
    token_endpoint_auth_method: metadata.authentication,
    application_type: metadata.applicationType,
    // Its default is RS256 (OpenID Connect Registration §2), which is not ours.
    id_token_signed_response_alg: app.idTokenAlg,
    scope: app.scopes.join(' '),
    ...(app.jwks && { jwks: app.jwks }),
    dpop_bound_access_tokens: app.dpop,
  };
}
