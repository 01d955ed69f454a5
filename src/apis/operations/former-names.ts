import { Injectable } from '@nestjs/common';
import { Like } from 'typeorm';
import type { Transaction } from '../../database/transaction.js';
import type { FormerNames } from '../../scopes/scopes.service.js';
import { Api, ImportedOperation } from '../api.entity.js';
import { beginningsOf } from '../imports/name-faults.js';

/** Knows the names that imported operations had before, for whoever wants to drop one. */
@Injectable()
export class FormerNamesOfOperations implements FormerNames {
  /** The name and what is above it, as far as no operation needs it otherwise. */
  async endingWith(tx: Transaction, name: string): Promise<string[] | undefined> {
    const operations = await siblingsOf(tx, name);
    if (!operations.some(({ aliases }) => aliases.includes(name))) return undefined;
    const needed = new Set(
      operations
        .flatMap((each) => [each.name, ...each.aliases])
        .filter((each) => each !== name)
        .flatMap((each) => [...beginningsOf(each), each]),
    );
    return [
      name,
      ...beginningsOf(name)
        .slice(1)
        .filter((each) => !needed.has(each)),
    ];
  }

  async drop(tx: Transaction, name: string): Promise<void> {
    await tx.lock('api');
    for (const { id, apiId, aliases } of await siblingsOf(tx, name)) {
      if (!aliases.includes(name)) continue;
      const others = aliases.filter((each) => each !== name);
      await tx.rows.update(ImportedOperation, { id }, { aliases: others });
      await tx.rows.increment(Api, { id: apiId }, 'revision', 1);
      tx.changed('api', name.split('.')[0] ?? '');
    }
  }

  /** An operation for which the scope was chosen, in words. */
  async operationThatNeeds(tx: Transaction, scope: string): Promise<string | undefined> {
    const found = await tx.rows
      .createQueryBuilder(ImportedOperation, 'operation')
      .where("operation.scopes LIKE :pattern ESCAPE '!'", {
        pattern: `%"${scope.replace(/[!_]/g, '!$&')}"%`,
      })
      .getOne();
    return found ? `the operation ${found.name}` : undefined;
  }
}

/** The operations of the API that a scope belongs to. */
async function siblingsOf(tx: Transaction, scope: string): Promise<ImportedOperation[]> {
  const [root = ''] = scope.split('.');
  return tx.rows.findBy(ImportedOperation, { name: Like(`${root.replace(/[%_]/g, '')}.%`) });
}
