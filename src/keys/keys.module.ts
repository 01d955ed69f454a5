import { Module } from '@nestjs/common';

/** API keys: credentials that an app sends as they are. */
@Module({})
export class KeysModule {}
