import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Caller } from '../../operations/caller.js';

/** Records what people do with their personal tokens. */
@Injectable()
export class PersonalTokenRecord {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  async write(
    verb: 'create' | 'remove',
    caller: Caller,
    id: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const event = `consumer.token.${verb}`;
    await this.work.run((tx) =>
      this.audit.record(tx, { event, caller, subject: `grant:${id}`, detail }),
    );
  }
}
