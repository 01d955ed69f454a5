import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { Authenticator } from './authenticator.js';
import { GatehouseGuard } from './gatehouse.guard.js';
import { IntrospectionVerifier } from './introspection.verifier.js';
import { JwtVerifier } from './jwt.verifier.js';
import { MetadataController } from './metadata.controller.js';
import { Operations } from './operations.js';
import { ConfigurableModule, type GatehouseOptions, OPTIONS } from './options.js';
import { TokenVerifier } from './token-verifier.js';

/**
 * Closes every operation of the application that is not opened in writing, to everyone without a
 * token of Gatehouse whose scope covers it.
 */
@Module({
  imports: [DiscoveryModule],
  controllers: [MetadataController],
  providers: [
    Operations,
    {
      provide: TokenVerifier,
      inject: [OPTIONS],
      useFactory: (options: GatehouseOptions): TokenVerifier =>
        options.introspection ? new IntrospectionVerifier(options) : new JwtVerifier(options),
    },
    Authenticator,
    { provide: APP_GUARD, useClass: GatehouseGuard },
  ],
  exports: [TokenVerifier],
})
export class GatehouseModule extends ConfigurableModule {}
