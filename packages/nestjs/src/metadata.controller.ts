import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Operation, Public } from './decorators.js';
import { Operations } from './operations.js';
import { type GatehouseOptions, OPTIONS } from './options.js';
import { PROOF_ALGORITHMS } from './proofs.js';

/** What a client must know to call this application (RFC 9728). */
@Public()
@Controller('.well-known')
export class MetadataController {
  constructor(
    @Inject(OPTIONS) private readonly options: GatehouseOptions,
    private readonly operations: Operations,
  ) {}

  @Operation('well-known.gatehouseResource')
  @Header('Access-Control-Allow-Origin', '*')
  @Get(['oauth-protected-resource', 'oauth-protected-resource/*'])
  protectedResource() {
    return {
      resource: this.options.audience,
      authorization_servers: [this.options.issuer],
      scopes_supported: this.operations.scopes(),
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: PROOF_ALGORITHMS,
    };
  }
}
