import { Injectable } from '@nestjs/common';
import { AccountsCache } from '../../accounts/accounts.cache.js';
import { isApproved } from '../../apps/apps.rules.js';
import { AppsCache } from '../../apps/apps.cache.js';
import { Clock } from '../../common/clock.js';
import { Config } from '../../config/config.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthError, type OAuthErrorCode } from '../../oauth/errors.js';
import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';
import { parametersFromForm } from '../../oauth/parameters.js';
import type { Client, Person } from '../../oauth/ports.js';
import { IDENTITY_SCOPES, uncovered } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { SettingsService } from '../../settings/settings.service.js';
import { AuthorizationRequestsStore } from './authorization-requests.store.js';
import { isProven, mustSignInAgain, redirectHost } from './authorize.rules.js';
import { ConsentsStore } from './consents.store.js';
import { FormPostService } from './form-post.service.js';
import type { Refusal } from './pages.js';
import { UsersCache } from '../../users/users.cache.js';

/** Where the browser goes: to the consent page, or to the client with a code or an error. */
export interface Next {
  /** Unset where there is none before something is done: a code, or a request that waits. */
  address?: string;
  /** What the client hears there, for its owner's eyes. */
  error?: OAuthError;
  /** Set when the browser stays, and a page tells the person of the error. */
  page?: Refusal;
}

/** What can be done without showing a page. */
type Silent =
  | { outcome: 'granted'; person: Person; authTime: number }
  /** Why a page would be needed. */
  | { outcome: 'needed'; error: OAuthErrorCode };

/** The authorization endpoint: where it sends the browser on to. */
@Injectable()
export class AuthorizeService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly requests: AuthorizationRequestsStore,
    private readonly consents: ConsentsStore,
    private readonly formPost: FormPostService,
    private readonly users: UsersCache,
    private readonly accounts: AccountsCache,
    private readonly apps: AppsCache,
    private readonly settings: SettingsService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * @param url the request's path and query
   * @param act whether anything may be stored
   * @throws OAuthError for the person's eyes alone
   */
  async next(url: string, caller: Caller | undefined, act = true): Promise<Next> {
    const query = url.indexOf('?');
    const parameters = parametersFromForm(query < 0 ? '' : url.slice(query + 1));
    const found = await this.server.authorization(parameters, act ? 'take' : 'look');
    if (found.outcome === 'valid')
      return { address: await this.proceed(found.request, found.client, caller, act) };
    const { error, to, client } = found;
    const address = this.server.refusal(to, error);
    if (await this.mayLeave(client, parameters.prompt, caller)) return { address, error };
    const host = redirectHost(to.redirectUri);
    const { error: code, description } = error;
    return { error, page: { app: client.name, host, address, error: code, description } };
  }

  private async proceed(
    request: AuthorizationRequest,
    client: Client,
    caller: Caller | undefined,
    act: boolean,
  ): Promise<string | undefined> {
    const silent = await this.silently(request, client, caller);
    const mayBeSilent = request.prompt === undefined || request.prompt === 'none';
    if (silent.outcome === 'granted' && mayBeSilent) {
      if (!act) return this.pageWithoutCode(request);
      const { person, authTime } = silent;
      const consent = { scope: request.scope, authTime };
      return this.server.code(request, { client, person }, consent);
    }
    if (request.prompt === 'none' && silent.outcome === 'needed') {
      const description = 'The person would have to be asked.';
      return this.server.refusal(request, new OAuthError(silent.error, description));
    }
    if (!act) return undefined;
    return this.pageFor(request, await this.requests.wait(request), caller);
  }

  /** The page that would post a code, so that looking at it is answered as getting it is. */
  private pageWithoutCode({ redirectUri, responseMode }: AuthorizationRequest): string | undefined {
    const isPosted = responseMode === 'form_post';
    return isPosted ? this.formPost.addressOf({ redirectUri, members: {} }) : undefined;
  }

  /** The consent page; before it the registration, for somebody new (Initiating User Registration §4.1). */
  private pageFor({ prompt }: AuthorizationRequest, id: string, caller?: Caller): string {
    const { publicUrl } = this.config;
    const path = `/consent/${id}`;
    const isNew = prompt === 'create' && caller?.sessionId === undefined;
    if (!isNew || !this.settings.get('registration.enabled')) return publicUrl + path;
    return `${publicUrl}/register?next=${encodeURIComponent(path)}`;
  }

  /**
   * Whether a browser may be sent on to a client with an error at once. Anybody can make an app with any
   * address, and a link on our domain must not be a way to it (RFC 9700 §4.11.2).
   * @param prompt as the request has it; `none` comes from a frame that nobody sees
   */
  private async mayLeave(
    client: Client,
    prompt: string | undefined,
    caller?: Caller,
  ): Promise<boolean> {
    if (caller?.sessionId !== undefined || prompt === 'none' || client.firstParty) return true;
    const app = await this.apps.findByKey(client.id);
    return app !== undefined && isApproved(app);
  }

  /** Whether an earlier consent still answers a request. */
  private async silently(
    request: AuthorizationRequest,
    client: Client,
    caller?: Caller,
  ): Promise<Silent> {
    const { userId, sessionId, signedInAt } = caller ?? {};
    const person = userId && sessionId ? await this.users.person(userId) : undefined;
    if (!person || signedInAt === undefined) return needed('login_required');
    if (mustSignInAgain(request, signedInAt, this.clock.now())) return needed('login_required');
    if (request.subject !== undefined && request.subject !== person.id)
      return needed('login_required');
    if (!isProven(request, client)) return needed('interaction_required');
    if (!(await this.wasAllowed(request, client, person))) return needed('consent_required');
    return { outcome: 'granted', person, authTime: Math.floor(signedInAt / 1000) };
  }

  /** Everything asked for was allowed before, and is still theirs to give. */
  private async wasAllowed(
    request: AuthorizationRequest,
    client: Client,
    person: Person,
  ): Promise<boolean> {
    const { scope, account } = request;
    if (uncovered([...person.scope, ...IDENTITY_SCOPES], scope).length > 0) return false;
    if (account !== undefined && !(await this.accounts.mayUse(account, person.id))) return false;
    return this.consents.covers(person.id, request, client);
  }
}

function needed(error: OAuthErrorCode): Silent {
  return { outcome: 'needed', error };
}
