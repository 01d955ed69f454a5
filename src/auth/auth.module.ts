import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AppsModule } from '../apps/apps.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { ThrottleModule } from '../throttle/throttle.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthorizationServer } from '../oauth/authorization-server.js';
import { AuthorizationController } from './authorization.controller.js';
import { BearerStrategy } from './bearer.strategy.js';
import { GrantsAdministration } from './grants-administration.js';
import { GrantsController } from './grants.controller.js';
import { ProtocolFailures } from './protocol-failures.js';
import { ProtocolService } from './protocol.service.js';
import { authorizationServer } from './stores/authorization-server.provider.js';
import { CodesStore } from './stores/codes.store.js';
import { DevicesStore } from './stores/devices.store.js';
import { AuthorizationRequestsStore } from './stores/authorization-requests.store.js';
import { UsedOnceStore } from './stores/used-once.store.js';
import { ResourcesStore } from './stores/resources.store.js';
import { ClientsStore } from './stores/clients.store.js';
import { EndedTokensStore } from './stores/ended-tokens.store.js';
import { GrantsService } from './stores/grants.service.js';
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
import { WellKnownController } from './well-known.controller.js';
import { WhoamiService } from './whoami.service.js';

/** The protocol on HTTP, and the adapters that join it with the house. */
@Module({
  imports: [
    JwtModule.register({}),
    AuditModule,
    SettingsModule,
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
    WellKnownController,
    GrantsController,
  ],
  providers: [
    KeyStorage,
    SigningKeys,
    JwtSigner,
    ClientsStore,
    PeopleStore,
    GrantsStore,
    EndedTokensStore,
    CodesStore,
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
    BearerStrategy,
    AuthSweepRules,
  ],
  exports: [AuthorizationServer, GrantsService, SigningKeys, ProtocolFailures],
})
export class AuthModule {}
