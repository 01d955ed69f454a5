import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Config } from '../../config/config.js';
import { protectedResourceMetadata, serverMetadata } from '../../oauth/metadata.js';
import { withoutCovered } from '../../oauth/scope.js';
import { Catalogue } from '../../operations/catalogue.js';
import { Public } from '../../operations/decorators.js';
import { SettingsService } from '../../settings/settings.service.js';
import { SigningKeys } from '../keys/signing-keys.js';

/** Shorter than a next key is shown before it signs. */
const SHORT = 'public, max-age=300';

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
  @Header('cache-control', SHORT)
  @Get('oauth-authorization-server')
  authorizationServer() {
    return serverMetadata(this.config.publicUrl, this.scopes(), this.registration());
  }

  @ApiOperation({ summary: 'The same, for OpenID Connect (Discovery §3)' })
  @Header('cache-control', SHORT)
  @Get('openid-configuration')
  openidConfiguration() {
    return serverMetadata(this.config.publicUrl, this.scopes(), this.registration());
  }

  @ApiOperation({ summary: 'What a caller of the operations must know (RFC 9728)' })
  @Header('cache-control', SHORT)
  @Get('oauth-protected-resource')
  protectedResource() {
    return protectedResourceMetadata(this.config.publicUrl, this.scopes());
  }

  @ApiOperation({ summary: 'The public keys (RFC 7517)' })
  @Header('cache-control', SHORT)
  @Get('jwks.json')
  jwks() {
    return this.keys.jwks();
  }

  private registration(): boolean {
    return this.settings.get('oauth.dynamic_registration') !== 'off';
  }

  private scopes(): string[] {
    return withoutCovered(this.catalogue.scopeNames());
  }
}
