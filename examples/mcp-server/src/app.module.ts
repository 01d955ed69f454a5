import { type DynamicModule, Module } from '@nestjs/common';
import { GatehouseModule, type GatehouseOptions } from '@gatehouse/nestjs';
import { McpController } from './mcp.controller.js';

/** An MCP server, guarded by Gatehouse's tokens. */
@Module({ controllers: [McpController] })
export class AppModule {
  static forRoot(options: GatehouseOptions): DynamicModule {
    return { module: AppModule, imports: [GatehouseModule.forRoot(options)] };
  }
}
