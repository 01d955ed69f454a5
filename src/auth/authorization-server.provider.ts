import type { Provider } from '@nestjs/common';
import { AccountsCache } from '../accounts/accounts.cache.js';
import { Clock } from '../common/clock.js';
import { SegmentedCache } from '../common/segmented-cache.js';
import { Config } from '../config/config.js';
import { deriveKey } from '../config/master-key.js';
import type { DecodedToken } from '../oauth/tokens/decoded-token.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { ScopesService } from '../scopes/scopes.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { AuthenticationService } from '../users/login/authentication.service.js';
import { UsersCache } from '../users/users.cache.js';
import { FormPostService } from './authorize/form-post.service.js';
import { CodesStore } from './authorize/codes.store.js';
import { DevicesStore } from './device/devices.store.js';
import { AuthorizationRequestsStore } from './authorize/authorization-requests.store.js';
import { UsedOnceStore } from './token/used-once.store.js';
import { ResourcesStore } from './clients/resources.store.js';
import { ApiKeysStore } from './clients/api-keys.store.js';
import { ClientsStore } from './clients/clients.store.js';
import { RevokedTokensStore } from './grants/revoked-tokens.store.js';
import { GrantsStore } from './grants/grants.store.js';
import { JwtSigner } from './keys/signer.js';
import { SigningKeys } from './keys/signing-keys.js';

/** Tokens that were used: they differ in size by a factor of fifty, and their apps choose it. */
const MOST_TOKENS = 50_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Tokens that were issued, and not used so far. */
const MOST_ISSUED = 10_000;
const MOST_ISSUED_BYTES = 16 * 1024 * 1024;

/** Joins the protocol with the adapters of its ports. */
export const authorizationServer: Provider = {
  provide: AuthorizationServer,
  inject: [
    Config,
    Clock,
    SettingsService,
    AccountsCache,
    ClientsStore,
    UsersCache,
    AuthenticationService,
    GrantsStore,
    RevokedTokensStore,
    ApiKeysStore,
    CodesStore,
    DevicesStore,
    AuthorizationRequestsStore,
    UsedOnceStore,
    ResourcesStore,
    ScopesService,
    JwtSigner,
    SigningKeys,
    FormPostService,
  ],
  useFactory: (
    config: Config,
    clock: Clock,
    settings: SettingsService,
    accounts: AccountsCache,
    clients: ClientsStore,
    users: UsersCache,
    authentication: AuthenticationService,
    grants: GrantsStore,
    revokedTokens: RevokedTokensStore,
    apiKeys: ApiKeysStore,
    codes: CodesStore,
    devices: DevicesStore,
    pushedRequests: AuthorizationRequestsStore,
    usedOnce: UsedOnceStore,
    resources: ResourcesStore,
    scopes: ScopesService,
    signer: JwtSigner,
    keys: SigningKeys,
    formPost: FormPostService,
  ) => {
    const memory = new SegmentedCache<DecodedToken>(
      ({ size }) => size,
      { max: MOST_TOKENS, maxSize: MOST_BYTES },
      { max: MOST_ISSUED, maxSize: MOST_ISSUED_BYTES },
    );
    keys.onReload(() => memory.clear());
    return new AuthorizationServer(
      {
        clients,
        people: {
          find: (id) => users.person(id),
          authenticate: (attempt) => authentication.authenticate(attempt),
        },
        accounts,
        grants,
        revokedTokens,
        apiKeys,
        codes,
        devices,
        pushedRequests,
        usedOnce,
        resources,
        scopes,
        signer,
        policy: () => ({
          accessTtl: settings.get('token.access_ttl'),
          refreshTtl: settings.get('token.refresh_ttl'),
          userCredentials: settings.get('oauth.user_credentials'),
        }),
        postingPage: (answer) => formPost.addressOf(answer),
        now: () => clock.now(),
        issuer: config.publicUrl,
        tokenKey: deriveKey(config.masterKey, 'refresh and personal tokens'),
      },
      memory,
    );
  },
};
