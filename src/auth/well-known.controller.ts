import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '../common/problem.js';
import { Config } from '../config/config.js';
import { protectedResourceMetadata, serverMetadata } from '../oauth/metadata.js';
import { withoutCovered } from '../oauth/scope.js';
import { Catalogue } from '../operations/catalogue.js';
import { Public } from '../operations/decorators.js';
import { SettingsService } from '../settings/settings.service.js';
import { SigningKeys } from './stores/signing-keys.js';

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
  @Get(['oauth-authorization-server', 'oauth-authorization-server/*'])
  authorizationServer(@Req() request: { url: string }) {
    this.requireOwnPath(request);
    return serverMetadata(this.config.publicUrl, this.scopes(), this.registration());
  }

  @ApiOperation({ summary: 'The same, for OpenID Connect (Discovery §3)' })
  @Header('cache-control', SHORT)
  @Get(['openid-configuration', 'openid-configuration/*'])
  openidConfiguration(@Req() request: { url: string }) {
    this.requireOwnPath(request);
    return serverMetadata(this.config.publicUrl, this.scopes(), this.registration());
  }

  @ApiOperation({ summary: 'What a caller of the operations must know (RFC 9728)' })
  @Header('cache-control', SHORT)
  @Get(['oauth-protected-resource', 'oauth-protected-resource/*'])
  protectedResource() {
    return protectedResourceMetadata(this.config.publicUrl, this.scopes());
  }

  @ApiOperation({ summary: 'The public keys (RFC 7517)' })
  @Header('cache-control', SHORT)
  @Get('jwks.json')
  jwks() {
    return this.keys.jwks();
  }

  /**
   * Another path names another issuer, and a client compares (RFC 8414 §3.3).
   * @throws Problem 404
   */
  private requireOwnPath({ url }: { url: string }): void {
    const inserted = url.split('?', 1)[0]?.replace(/^\/\.well-known\/[^/]+/, '') ?? '';
    const { pathname } = new URL(this.config.publicUrl);
    if (inserted !== '' && (pathname === '/' || inserted !== pathname))
      throw new Problem(404, 'not_found', 'There is no such operation.');
  }

  private registration(): boolean {
    return this.settings.get('oauth.dynamic_registration');
  }

  private scopes(): string[] {
    return withoutCovered(this.catalogue.scopeNames());
  }
}
