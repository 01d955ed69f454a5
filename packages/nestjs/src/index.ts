export type { Caller } from './caller.js';
export { CurrentCaller, Operation, Public, Scopes } from './decorators.js';
export { GatehouseModule } from './gatehouse.module.js';
export type { GatehouseOptions } from './options.js';
