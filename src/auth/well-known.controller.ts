import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Config } from '../config/config.js';
import {
  authorizationServerMetadata,
  openidMetadata,
  protectedResourceMetadata,
} from '../oauth/metadata.js';
import { withoutCovered } from '../oauth/scope.js';
import { Catalogue } from '../operations/catalogue.js';
import { Public } from '../operations/decorators.js';
import { SettingsService } from '../settings/settings.service.js';
import { SigningKeys } from './stores/signing-keys.js';

/** What clients and resource servers read before they start. */
@ApiTags('OAuth')
@Public()
@Controller('.well-known')
export class WellKnownController {
  constructor(
    private readonly config: Config,
    private readonly catalogue: Catalogue,
    private readonly keys: SigningKeys,
    private readonly settings: SettingsService,
  ) {}

  @ApiOperation({ summary: 'What the authorization server can do (RFC 8414)' })
  @Get(['oauth-authorization-server', 'oauth-authorization-server/*'])
  authorizationServer() {
    return authorizationServerMetadata(this.config.publicUrl, this.scopes(), this.registration());
  }

  @ApiOperation({ summary: 'The same, for OpenID Connect (Discovery §3)' })
  @Get('openid-configuration')
  openidConfiguration() {
    return openidMetadata(this.config.publicUrl, this.scopes(), this.registration());
  }

  @ApiOperation({ summary: 'What a caller of the operations must know (RFC 9728)' })
  @Get(['oauth-protected-resource', 'oauth-protected-resource/*'])
  protectedResource() {
    return protectedResourceMetadata(this.config.publicUrl, this.scopes());
  }

  @ApiOperation({ summary: 'The public keys (RFC 7517)' })
  @Get('jwks.json')
  jwks() {
    return this.keys.jwks();
  }

  private registration(): boolean {
    return this.settings.get('oauth.dynamic_registration');
  }

  private scopes(): string[] {
    return withoutCovered(this.catalogue.scopeNames());
  }
}
