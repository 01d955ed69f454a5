import { type DynamicModule, Module } from '@nestjs/common';
import { GatehouseModule, type GatehouseOptions } from '@gatehouse/nestjs';
import { ParcelsController } from './parcels.controller.js';

/** An API of one's own, guarded by Gatehouse's tokens. */
@Module({ controllers: [ParcelsController] })
export class AppModule {
  static forRoot(options: GatehouseOptions): DynamicModule {
    const gatehouse = GatehouseModule.forRootAsync({ useFactory: () => options });
    return { module: AppModule, imports: [gatehouse] };
  }
}
