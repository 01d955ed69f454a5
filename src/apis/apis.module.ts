import { Module } from '@nestjs/common';

/** The provider's own APIs, as imported from their OpenAPI documents. */
@Module({})
export class ApisModule {}
