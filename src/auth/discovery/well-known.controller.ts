import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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

  @ApiOperation({
    summary: 'Get the authorization server metadata',
    description: 'RFC 8414: endpoints, grant types, algorithms and scopes.',
  })
  @ApiOkResponse({ description: 'The document.', schema: { type: 'object' } })
  @Header('cache-control', SHORT)
  @Get('oauth-authorization-server')
  authorizationServer() {
    return serverMetadata(this.config.publicUrl, this.scopes(), this.registration());
  }

  @ApiOperation({
    summary: 'Get the OpenID provider configuration',
    description:
      'OpenID Connect Discovery §3. The same document as the authorization server metadata.',
  })
  @ApiOkResponse({ description: 'The document.', schema: { type: 'object' } })
  @Header('cache-control', SHORT)
  @Get('openid-configuration')
  openidConfiguration() {
    return serverMetadata(this.config.publicUrl, this.scopes(), this.registration());
  }

  @ApiOperation({
    summary: 'Get the protected resource metadata',
    description:
      'RFC 9728: which authorization server issues tokens for this API, and which scopes there are.',
  })
  @ApiOkResponse({ description: 'The document.', schema: { type: 'object' } })
  @Header('cache-control', SHORT)
  @Get('oauth-protected-resource')
  protectedResource() {
    return protectedResourceMetadata(this.config.publicUrl, this.scopes());
  }

  @ApiOperation({
    summary: 'Get the signing keys',
    description: 'A JWK Set (RFC 7517) with the public keys that tokens are signed with.',
  })
  @ApiOkResponse({ description: 'The document.', schema: { type: 'object' } })
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
