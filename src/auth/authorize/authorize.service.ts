import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthError } from '../../oauth/errors.js';
import { parametersFromForm } from '../../oauth/parameters.js';
import type { Client } from '../../oauth/ports.js';
import type { AuthorizationRequest } from '../../oauth/interactive-ports.js';
import type { Caller } from '../../operations/caller.js';
import { SettingsService } from '../../settings/settings.service.js';
import { AuthorizationRequestsStore } from './authorization-requests.store.js';
import { FormPost } from './form-post.js';
import { Departures } from './departures.js';
import { redirectHost } from './redirect-host.js';
import type { Refusal } from './refusal-page.js';
import { SilentConsent } from './silent-consent.js';

/** Where the browser goes: to the consent page, or to the client with a code or an error. */
export interface Next {
  /** Unset where there is none before something is done: a code, or a request that waits. */
  address?: string;
  /** What the client hears there, for its owner's eyes. */
  error?: OAuthError;
  /** Set when the browser stays, and a page tells the person of the error. */
  page?: Refusal;
}

/** The authorization endpoint: where it sends the browser on to. */
@Injectable()
export class AuthorizeService {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly requests: AuthorizationRequestsStore,
    private readonly silence: SilentConsent,
    private readonly config: Config,
    private readonly settings: SettingsService,
    private readonly formPost: FormPost,
    private readonly departures: Departures,
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
    if (await this.departures.mayLeave(client, parameters.prompt, caller))
      return { address, error };
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
    const silent = await this.silence.of(request, client, caller);
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
}
