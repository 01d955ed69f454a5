import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { JwtModule } from '@nestjs/jwt';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AppsModule } from '../apps/apps.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { ScopesModule } from '../scopes/scopes.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { AuthorizationController } from './authorization.controller.js';
import { BearerStrategy } from './strategies/bearer.strategy.js';
import { UserCodeController } from './device/user-code.controller.js';
import { UserCodesService } from './device/user-codes.service.js';
import { DpopStrategy } from './strategies/dpop.strategy.js';
import { GrantsAdministration } from './grants/grants-administration.js';
import { AuthorizeController } from './authorize/authorize.controller.js';
import { AuthorizeEndpoint } from './authorize/authorize-endpoint.js';
import { AuthorizeService } from './authorize/authorize.service.js';
import { ConsentAnswers } from './authorize/consent-answers.js';
import { ConsentController } from './authorize/consent.controller.js';
import { ConsentDecisions } from './authorize/consent-decisions.js';
import { ConsentViews } from './authorize/consent-views.js';
import { FormPost } from './authorize/form-post.js';
import { serveFormPost } from './authorize/form-post.route.js';
import { Departures } from './authorize/departures.js';
import { OpenRequests } from './authorize/open-requests.js';
import { SilentConsent } from './authorize/silent-consent.js';
import { ClientDocuments } from './clients/client-documents.js';
import { DocumentFetcher } from './clients/document-fetcher.js';
import { GrantsController } from './grants/grants.controller.js';
import { ProtocolFailures } from './protocol-failures.js';
import { ProtocolService } from './protocol.service.js';
import { authorizationServer } from './authorization-server.provider.js';
import { ConsentsStore } from './authorize/consents.store.js';
import { CodesStore } from './authorize/codes.store.js';
import { DevicesStore } from './device/devices.store.js';
import { AuthorizationRequestsStore } from './authorize/authorization-requests.store.js';
import { UsedOnceStore } from './token/used-once.store.js';
import { ResourcesStore } from './clients/resources.store.js';
import { ClientsStore } from './clients/clients.store.js';
import { EndedTokensStore } from './grants/ended-tokens.store.js';
import { GrantsService } from './grants/grants.service.js';
import { GrantRoom } from './grants/grant-room.js';
import { GrantsStore } from './grants/grants.store.js';
import { PeopleStore } from './clients/people.store.js';
import { JwtSigner } from './keys/signer.js';
import { KeyStorage } from './keys/key-storage.js';
import { SigningKeys } from './keys/signing-keys.js';
import {
  AuthorizationTokenController,
  OAuth2TokenController,
  OAuthTokenController,
} from './token/token.controllers.js';
import { TokenService } from './token/token.service.js';
import { AuthSweepRules } from './sweep-rules.js';
import { UserinfoController } from './userinfo/userinfo.controller.js';
import { UserinfoService } from './userinfo/userinfo.service.js';
import { WellKnownController } from './discovery/well-known.controller.js';
import { WhoamiService } from './userinfo/whoami.service.js';

/** The protocol on HTTP, and the adapters that join it with the house. */
@Module({
  imports: [
    JwtModule.register({}),
    AuditModule,
    SettingsModule,
    ScopesModule,
    UsersModule,
    AccountsModule,
    AppsModule,
    ThrottleModule,
  ],
  controllers: [
    AuthorizationTokenController,
    OAuth2TokenController,
    OAuthTokenController,
    AuthorizationController,
    AuthorizeController,
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
    PeopleStore,
    GrantRoom,
    GrantsStore,
    EndedTokensStore,
    CodesStore,
    ConsentsStore,
    DevicesStore,
    AuthorizationRequestsStore,
    UsedOnceStore,
    ResourcesStore,
    authorizationServer,
    GrantsService,
    GrantsAdministration,
    TokenService,
    ProtocolFailures,
    ProtocolService,
    WhoamiService,
    UserinfoService,
    FormPost,
    AuthorizeEndpoint,
    AuthorizeService,
    SilentConsent,
    Departures,
    OpenRequests,
    ConsentViews,
    ConsentDecisions,
    ConsentAnswers,
    BearerStrategy,
    DpopStrategy,
    UserCodesService,
    AuthSweepRules,
  ],
  exports: [
    AuthorizationRequestsStore,
    AuthorizationServer,
    ConsentsStore,
    GrantsService,
    SigningKeys,
    ProtocolFailures,
  ],
})
export class AuthModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly formPost: FormPost,
  ) {}

  onModuleInit(): void {
    serveFormPost(this.host.httpAdapter.getInstance<FastifyInstance>(), this.formPost);
  }
}
