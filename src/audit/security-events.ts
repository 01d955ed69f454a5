import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { BUDGETS } from '../throttle/budgets.js';
import { ThrottleService } from '../throttle/throttle.service.js';
import { AuditService } from './audit.service.js';

/** What an operator wants to hear of, whoever caused it. */
export type SecurityEvent =
  | 'security.sign_in'
  | 'security.sign_in_failed'
  | 'security.confirmation_failed'
  | 'security.locked_out'
  | 'security.keys_rotated'
  | 'security.keys_revoked';

/** Whom and what it concerns. What somebody typed is never in it: it may be a password. */
export interface SecurityFacts {
  /** The person, where there is one of that name. */
  userId?: string;
  ip?: string;
  /** What it happened to: `key:<kid>`. */
  subject?: string;
  detail?: Record<string, string | boolean>;
}

/**
 * Tells the log, and the audit as far as a person or a key is concerned. Strangers cause most of these
 * events, so the rows of one person are bounded; the log has them all.
 */
@Injectable()
export class SecurityEvents {
  private readonly log = new Logger('Security');

  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly throttle: ThrottleService,
  ) {}

  async note(event: SecurityEvent, facts: SecurityFacts): Promise<void> {
    const { detail, ...whom } = facts;
    this.log.log({ msg: event, ...whom, ...detail });
    const concerned = facts.userId ?? facts.subject;
    if (concerned === undefined) return;
    if (await this.throttle.allows(BUDGETS.securityEvent, event, concerned))
      await this.work.run((tx) => this.audit.record(tx, { event, ...facts }));
  }
}
