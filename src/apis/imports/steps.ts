import type { ImportedOperation } from '../api.entity.js';

/** An operation as it is kept, without the keys of its row. */
export type KeptOperation = Omit<ImportedOperation, 'id' | 'apiId'>;

/** An operation before and after an import; either is missing when it comes or goes. */
export interface Step<T extends KeptOperation> {
  before?: T;
  after?: KeptOperation;
}
