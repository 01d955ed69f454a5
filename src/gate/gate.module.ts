import { Module } from '@nestjs/common';

/** The gate: decides for proxies that stand in front of the provider's APIs. */
@Module({})
export class GateModule {}
