import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { Config } from './config.js';

/** Gives every module the one configuration and the one clock. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: Config, clock = new Clock()): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: Clock, useValue: clock },
      ],
      exports: [Config, Clock],
    };
  }
}
