import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { Transaction } from '../../database/transaction.js';
import { forbidden, invalid } from '../../common/problem.js';
import { IDENTITY_SCOPES, uncovered } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import { ConsentsStore } from './consents.store.js';
import { ConsentAnswers } from './consent-answers.js';
import type { DecidedDto, DecisionDto } from './consent.dto.js';
import { type OpenRequest, OpenRequests } from './open-requests.js';

/** A person's yes or no to what an app asks for. */
@Injectable()
export class ConsentDecisions {
  constructor(
    private readonly requests: OpenRequests,
    private readonly answers: ConsentAnswers,
    private readonly consents: ConsentsStore,
    private readonly audit: AuditService,
    private readonly scopes: ScopesService,
  ) {}

  /** @throws Problem as `OpenRequests.open`; 400 or 403 when the scopes cannot be granted */
  async decide(id: string, { decision, scopes }: DecisionDto, caller: Caller): Promise<DecidedDto> {
    const open = await this.requests.open(id, caller);
    const { person } = open;
    const note = this.noteOf(open, decision, scopes, caller);
    if (decision === 'deny') {
      await this.requests.settle(open);
      await this.consents.note(note);
      return { redirectTo: await this.answers.deny(open) };
    }
    await this.scopes.requireKnown(scopes, 'scopes');
    requireGrantable(open, scopes);
    await this.answers.requirePossible(open);
    await this.requests.settle(open);
    await this.consents.remember(person.id, open, scopes, note);
    return { redirectTo: await this.answers.allow(open, scopes) };
  }

  private noteOf(
    { client, request }: OpenRequest,
    decision: DecisionDto['decision'],
    scopes: string[],
    caller: Caller,
  ) {
    const detail = { clientId: client.id, app: client.name, scopes, account: request.account };
    const event = `portal.consent.${decision}`;
    return (tx: Transaction) =>
      this.audit.record(tx, { event, caller, subject: `app:${client.id}`, detail });
  }
}

/** Fewer than asked is fine; others, or what one does not hold, is not. */
function requireGrantable({ request, person }: OpenRequest, scopes: string[]): void {
  if (scopes.length === 0) throw invalid('scopes', 'choose_one', 'Choose at least one, or deny.');
  if (uncovered(request.scope, scopes).length > 0)
    throw forbidden('scope_not_asked', 'The app did not ask for this.');
  const missing = uncovered([...person.scope, ...IDENTITY_SCOPES], scopes);
  if (missing.length > 0)
    throw forbidden(
      'scope_not_held',
      `You cannot give what you do not hold: ${missing.join(', ')}.`,
    );
}
