import { Injectable } from '@nestjs/common';
import type { App } from '../../apps/app.entity.js';
import { AppsCache } from '../../apps/apps.cache.js';
import { then } from '../../oauth/at-once.js';
import type { Client, Clients } from '../../oauth/ports.js';
import { schemeFault } from '../../oauth/redirect-uri.js';
import { IDENTITY_SCOPES, intersect } from '../../oauth/scope.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import { SettingsService } from '../../settings/settings.service.js';
import { UsersCache } from '../../users/users.cache.js';
import { ClientDocuments } from './client-documents.js';
import { SigningKeys } from '../keys/signing-keys.js';

/** Turns an app and its owner, or a client's description of itself, into the protocol's client. */
@Injectable()
export class ClientsStore implements Clients {
  /** The client as last made of an app; valid while app, owner's scopes and schemes are the same objects. */
  private readonly made = new WeakMap<
    App,
    { scopes: string[]; schemes: string[]; client: Client }
  >();

  constructor(
    private readonly apps: AppsCache,
    private readonly users: UsersCache,
    private readonly scopes: ScopesService,
    private readonly documents: ClientDocuments,
    private readonly keys: SigningKeys,
    private readonly settings: SettingsService,
  ) {}

  find(clientId: string): Client | undefined | Promise<Client | undefined> {
    if (clientId.startsWith('https://')) return this.describedBy(clientId);
    return then(this.apps.findByKey(clientId), (app) => {
      if (app?.status !== 'active') return undefined;
      // What anybody may register belongs to nobody, and acts for people alone.
      if (app.ownerId === '') return this.clientOf(app, app.scopes);
      return then(this.users.find(app.ownerId), (owner) =>
        owner?.status === 'active' ? this.clientOf(app, owner.scopes) : undefined,
      );
    });
  }

  private clientOf(app: App, scopes: string[]): Client {
    const schemes = this.settings.get('oauth.redirect_schemes');
    const known = this.made.get(app);
    if (known?.scopes === scopes && known.schemes === schemes) return known.client;
    const client = toClient(app, scopes, schemes);
    this.made.set(app, { scopes, schemes, client });
    this.keys.prepare(client.idTokenAlg);
    return client;
  }

  /**
   * A client without an owner. It is called by its host, the one thing about it that is certain, and
   * may ask for whatever the person holds.
   */
  private async describedBy(address: string): Promise<Client | undefined> {
    const metadata = await this.documents.find(address);
    if (!metadata) return undefined;
    this.keys.prepare(metadata.idTokenAlg);
    const schemes = this.settings.get('oauth.redirect_schemes');
    return {
      id: address,
      name: new URL(address).host,
      authentication: ['none'],
      firstParty: false,
      scope: [...(await this.existing(metadata.scope)), ...IDENTITY_SCOPES],
      ownerId: '',
      epoch: 0,
      redirectUris: usable(metadata.redirectUris, schemes, true),
      postLogoutRedirectUris: usable(metadata.postLogoutRedirectUris, schemes, true),
      idTokenAlg: metadata.idTokenAlg,
      grantTypes: metadata.grantTypes,
      dpop: metadata.dpop,
    };
  }

  /** Those of the names that exist, and with none the names that stand above all others. */
  private async existing(names: string[] | undefined): Promise<string[]> {
    if (!names) return this.scopes.rootNames();
    const unknown = new Set(await this.scopes.unknown(names));
    return names.filter((name) => !unknown.has(name));
  }

  secretMatches(clientId: string, secret: string): Promise<boolean> {
    return Promise.resolve(this.apps.secretMatches(clientId, secret));
  }
}

/**
 * @param held what its owner may do
 * @param schemes the private schemes without a dot that are allowed now
 */
function toClient(app: App, held: string[], schemes: string[]): Client {
  const isPublic = app.type === 'public';
  const identity = app.scopes.filter((name) => IDENTITY_SCOPES.includes(name));
  return {
    id: app.key,
    name: app.name,
    url: app.url ?? undefined,
    authentication: authenticationOf(app),
    firstParty: app.firstParty,
    scope: [...intersect(app.scopes, held), ...identity],
    ownerId: app.ownerId,
    account: app.accountId ?? undefined,
    epoch: app.epoch,
    redirectUris: usable(app.redirectUris, schemes, isPublic),
    postLogoutRedirectUris: usable(app.postLogoutRedirectUris ?? [], schemes, isPublic),
    idTokenAlg: app.idTokenAlg ?? 'ES256',
    grantTypes: app.grantTypes ?? undefined,
    jwks: app.jwks ?? undefined,
    dpop: app.dpop,
    exchangeAudiences: app.exchangeAudiences ?? undefined,
  };
}

/** What was allowed once may not be any more. */
function usable(uris: string[], schemes: string[], isPublic: boolean): string[] {
  return uris.filter((uri) => schemeFault(uri, schemes, isPublic) === undefined);
}

function authenticationOf(app: App): Client['authentication'] {
  if (app.type === 'public') return ['none'];
  const bySecret: Client['authentication'] = ['client_secret_basic', 'client_secret_post'];
  return app.jwks ? [...bySecret, 'private_key_jwt'] : bySecret;
}
