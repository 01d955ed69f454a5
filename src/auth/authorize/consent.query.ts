import { Injectable } from '@nestjs/common';
import { isApproved } from '../../apps/apps.rules.js';
import type { App } from '../../apps/app.entity.js';
import { AppsCache } from '../../apps/apps.cache.js';
import { AppsQuery } from '../../apps/apps.query.js';
import { mayUse } from '../../oauth/grant-types.js';
import type { Client } from '../../oauth/ports.js';
import { isLoopback } from '../../oauth/redirect-uri.js';
import { covers, IDENTITY_SCOPES } from '../../oauth/scope.js';
import { resourceKey } from '../../oauth/resource-key.js';
import type { Caller } from '../../operations/caller.js';
import { ScopesQuery } from '../../scopes/scopes.query.js';
import type { ConsentDto } from './consent.dto.js';
import { redirectHost } from './authorize.rules.js';
import { AuthorizationRequestsStore } from './authorization-requests.store.js';
import { OpenRequests } from './open-requests.js';

/** What the scopes that need no role mean to the person who grants them. */
const IDENTITY: Record<string, string> = {
  openid: 'Know that it is you.',
  profile: 'See your user name.',
  email: 'See your email address.',
  offline_access: 'Act for you while you are away.',
};

/** A waiting request, in the words of the consent page. */
@Injectable()
export class ConsentQuery {
  constructor(
    private readonly requests: OpenRequests,
    private readonly store: AuthorizationRequestsStore,
    private readonly apps: AppsCache,
    private readonly scopes: ScopesQuery,
    private readonly appsQuery: AppsQuery,
  ) {}

  /**
   * @param own whether the session owns the request from now on
   * @throws Problem as `OpenRequests.open`
   */
  async show(id: string, caller: Caller, own: boolean): Promise<ConsentDto> {
    const { request, client, person } = await this.requests.open(id, caller, own);
    const app = await this.apps.findByKey(client.id);
    const descriptions = await this.scopes.descriptions(request.scope);
    const isDevice = request.device !== undefined;
    return {
      id,
      app: { name: client.name, url: app?.url ?? urlOf(client), firstParty: client.firstParty },
      person: { username: person.username },
      scopes: request.scope.map((name) => ({
        name,
        description: IDENTITY[name] ?? descriptions.get(name)?.description ?? name,
        generated: name in IDENTITY || descriptions.get(name)?.generated === true,
        granted: IDENTITY_SCOPES.includes(name) || covers(person.scope, name),
      })),
      redirectHost: isDevice ? null : redirectHost(request.redirectUri),
      redirectUri: isDevice ? null : request.redirectUri,
      loopback: isLoopback(request.redirectUri),
      unapproved: !isTrusted(client, app),
      account: request.account ?? null,
      resource: request.resource ?? null,
      resourceName: (await this.resourceName(request.resource)) ?? null,
      offline: mayUse(client, 'refresh_token'),
    };
  }

  /**
   * The name of the app whose request waits, for whoever signs in to answer it. A stranger's words have
   * no place on the sign-in page, so an app that no administrator has approved has no name here.
   */
  async approvedApp(id: string): Promise<string | undefined> {
    const waiting = await this.store.peek(id);
    const app = waiting && (await this.apps.findByKey(waiting.clientId));
    return app && isTrusted(app, app) ? app.name : undefined;
  }

  private async resourceName(resource: string | undefined): Promise<string | undefined> {
    const key = resource === undefined ? undefined : resourceKey(resource);
    return key === undefined ? undefined : (await this.appsQuery.resourceServer(key))?.name;
  }
}

/** Whether an administrator answers for the app as it is now. */
function isTrusted({ firstParty }: Pick<App, 'firstParty'>, app: App | undefined): boolean {
  return firstParty || (app !== undefined && isApproved(app));
}

/** An app that describes itself lives at the address that is its id. */
function urlOf({ id }: Client): string | null {
  return id.startsWith('https://') ? id : null;
}
