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
import { BearerStrategy } from './bearer.strategy.js';
import { UserCodeController } from './device/user-code.controller.js';
import { UserCodes } from './device/user-codes.service.js';
import { DpopStrategy } from './dpop.strategy.js';
import { GrantsAdministration } from './grants-administration.js';
import { AuthorizeController } from './consent/authorize.controller.js';
import { AuthorizeEndpoint } from './consent/authorize-endpoint.js';
import { AuthorizeService } from './consent/authorize.service.js';
import { ConsentAnswers } from './consent/consent-answers.js';
import { ConsentController } from './consent/consent.controller.js';
import { ConsentDecisions } from './consent/consent-decisions.js';
import { ConsentViews } from './consent/consent-views.js';
import { FormPost } from './consent/form-post.js';
import { serveFormPost } from './consent/form-post.route.js';
import { Departures } from './consent/departures.js';
import { OpenRequests } from './consent/open-requests.js';
import { SilentConsent } from './consent/silent-consent.js';
import { ClientDocuments } from './client-documents/client-documents.js';
import { DocumentFetcher } from './client-documents/document-fetcher.js';
import { GrantsController } from './grants.controller.js';
import { ProtocolFailures } from './protocol-failures.js';
import { ProtocolService } from './protocol.service.js';
import { authorizationServer } from './stores/authorization-server.provider.js';
import { ConsentsStore } from './stores/consents.store.js';
import { CodesStore } from './stores/codes.store.js';
import { DevicesStore } from './stores/devices.store.js';
import { AuthorizationRequestsStore } from './stores/authorization-requests.store.js';
import { UsedOnceStore } from './stores/used-once.store.js';
import { ResourcesStore } from './stores/resources.store.js';
import { ClientsStore } from './stores/clients.store.js';
import { EndedTokensStore } from './stores/ended-tokens.store.js';
import { GrantsService } from './stores/grants.service.js';
import { GrantRoom } from './stores/grant-room.js';
import { GrantsStore } from './stores/grants.store.js';
import { PeopleStore } from './stores/people.store.js';
import { JwtSigner } from './stores/signer.js';
import { KeyStorage } from './stores/key-storage.js';
import { SigningKeys } from './stores/signing-keys.js';
import {
  AuthorizationTokenController,
  OAuth2TokenController,
  OAuthTokenController,
} from './token.controllers.js';
import { TokenByGet, TokenService } from './token.service.js';
import { AuthSweepRules } from './sweep-rules.js';
import { UserinfoController, UserinfoService } from './userinfo.js';
import { WellKnownController } from './well-known.controller.js';
import { WhoamiService } from './whoami.service.js';

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
    TokenByGet,
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
    UserCodes,
    AuthSweepRules,
  ],
  exports: [
    AuthorizationRequestsStore,
    AuthorizationServer,
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
