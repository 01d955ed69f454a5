import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ApisModule } from '../apis/apis.module.js';
import { AppsModule } from '../apps/apps.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { UsersModule } from '../users/users.module.js';
import { authorizationServer } from './authorization-server.provider.js';
import { AuthorizationRequestsStore } from './authorize/authorization-requests.store.js';
import { AuthorizeController } from './authorize/authorize.controller.js';
import { AuthorizeService } from './authorize/authorize.service.js';
import { CodesStore } from './authorize/codes.store.js';
import { ConsentController } from './authorize/consent.controller.js';
import { ConsentQuery } from './authorize/consent.query.js';
import { ConsentService } from './authorize/consent.service.js';
import { ConsentsStore } from './authorize/consents.store.js';
import { FormPostService } from './authorize/form-post.service.js';
import { OpenRequests } from './authorize/open-requests.js';
import { ParController } from './authorize/par.controller.js';
import { KeysModule } from '../keys/keys.module.js';
import { ApiKeysStore } from './clients/api-keys.store.js';
import { ClientDocuments } from './clients/client-documents.js';
import { ClientsStore } from './clients/clients.store.js';
import { DocumentFetcher } from './clients/document-fetcher.js';
import { ResourcesStore } from './clients/resources.store.js';
import { DeviceController } from './device/device.controller.js';
import { DevicesStore } from './device/devices.store.js';
import { UserCodeController } from './device/user-code.controller.js';
import { UserCodesService } from './device/user-codes.service.js';
import { WellKnownController } from './discovery/well-known.controller.js';
import { RevokedTokensStore } from './grants/revoked-tokens.store.js';
import { GrantEndings } from './grants/grant-endings.js';
import { GrantLimits } from './grants/grant-limits.js';
import { GrantsController } from './grants/grants.controller.js';
import { GrantsQuery } from './grants/grants.query.js';
import { GrantsService } from './grants/grants.service.js';
import { GrantsStore } from './grants/grants.store.js';
import { KeyStorage } from './keys/key-storage.js';
import { JwtSigner } from './keys/signer.js';
import { SigningKeys } from './keys/signing-keys.js';
import { OAuthEndpointService } from './oauth-endpoint.service.js';
import { BearerStrategy } from './strategies/bearer.strategy.js';
import { DpopStrategy } from './strategies/dpop.strategy.js';
import { IntrospectController } from './token/introspect.controller.js';
import { RevokeController } from './token/revoke.controller.js';
import { TokenController } from './token/token.controller.js';
import { UsedOnceStore } from './token/used-once.store.js';
import { UserinfoController } from './userinfo/userinfo.controller.js';
import { UserinfoService } from './userinfo/userinfo.service.js';

/** The protocol on HTTP, and the adapters that join it with the other modules. */
@Module({
  imports: [
    JwtModule.register({}),
    AuditModule,
    SettingsModule,
    ScopesModule,
    UsersModule,
    AccountsModule,
    AppsModule,
    KeysModule,
    ApisModule,
    ThrottleModule,
  ],
  controllers: [
    TokenController,
    RevokeController,
    IntrospectController,
    DeviceController,
    AuthorizeController,
    ParController,
    ConsentController,
    UserinfoController,
    WellKnownController,
    GrantsController,
    UserCodeController,
  ],
  providers: [
    KeyStorage,
    SigningKeys,
    JwtSigner,
    DocumentFetcher,
    ClientDocuments,
    ClientsStore,
    ApiKeysStore,
    GrantEndings,
    GrantLimits,
    GrantsStore,
    RevokedTokensStore,
    CodesStore,
    ConsentsStore,
    DevicesStore,
    AuthorizationRequestsStore,
    UsedOnceStore,
    ResourcesStore,
    authorizationServer,
    OAuthEndpointService,
    GrantsQuery,
    GrantsService,
    UserinfoService,
    FormPostService,
    AuthorizeService,
    OpenRequests,
    ConsentQuery,
    ConsentService,
    UserCodesService,
    BearerStrategy,
    DpopStrategy,
  ],
  exports: [
    AuthorizationRequestsStore,
    AuthorizationServer,
    ConsentQuery,
    ConsentsStore,
    GrantsQuery,
    GrantsService,
    SigningKeys,
  ],
})
export class AuthModule {}
