import { Injectable } from '@nestjs/common';
import { AccountsCache } from '../../accounts/accounts.cache.js';
import { Changes } from '../../audit/changes.js';
import { forbidden, invalid, notFound } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthError } from '../../oauth/errors.js';
import type { DeviceFacts } from '../../oauth/interactive-ports.js';
import { uncovered } from '../../oauth/scope.js';
import type { Caller } from '../../operations/caller.js';
import { requireHeld } from '../../operations/require-held.js';
import { ScopesService } from '../../scopes/scopes.service.js';
import { DevicesStore } from '../device/devices.store.js';
import type { DecidedDto, DecisionDto } from './consent.dto.js';
import { ConsentsStore } from './consents.store.js';
import { type OpenRequest, OpenRequests } from './open-requests.js';

/**
 * A person's yes or no to what an app asks for, carried to who waits for it: the client by a redirect,
 * or a device.
 */
@Injectable()
export class ConsentService {
  constructor(
    private readonly requests: OpenRequests,
    private readonly consents: ConsentsStore,
    private readonly changes: Changes,
    private readonly scopes: ScopesService,
    private readonly accounts: AccountsCache,
    private readonly server: AuthorizationServer,
    private readonly devices: DevicesStore,
    private readonly config: Config,
  ) {}

  /** @throws Problem as `OpenRequests.open`; 400 or 403 when the scopes cannot be granted */
  async decide(id: string, { decision, scopes }: DecisionDto, caller: Caller): Promise<DecidedDto> {
    const open = await this.requests.open(id, caller);
    if (decision === 'allow') await this.requireGrantable(open, scopes);
    await this.requests.settle(open);
    const { client, request, person } = open;
    await this.changes.run(caller, `portal.consent.${decision}`, async (tx, about) => {
      if (decision === 'allow') await this.consents.remember(tx, person.id, open, scopes);
      const detail = { clientId: client.id, app: client.name, scopes, account: request.account };
      about({ subject: `app:${client.id}`, detail });
    });
    const redirectTo = decision === 'allow' ? this.allow(open, scopes) : this.deny(open);
    return { redirectTo: await redirectTo };
  }

  /** Fewer than asked is fine; others, or what one does not hold, is not. */
  private async requireGrantable(open: OpenRequest, scopes: string[]): Promise<void> {
    const { request, person } = open;
    await this.scopes.requireKnown(scopes, 'scopes');
    if (scopes.length === 0) throw invalid('scopes', 'choose_one', 'Choose at least one, or deny.');
    if (uncovered(request.scope, scopes).length > 0)
      throw forbidden('scope_not_asked', 'The app did not ask for this.');
    requireHeld({ effectiveScopes: person.scope }, scopes);
    const { account } = request;
    if (account !== undefined && !(await this.accounts.mayUse(account, person.id)))
      throw forbidden('account_not_theirs', 'The app asks for an account that you do not have.');
  }

  /** @returns where the browser goes */
  private async allow(open: OpenRequest, scope: string[]): Promise<string> {
    const { request, authTime } = open;
    if (request.device === undefined) return this.server.code(request, open, { scope, authTime });
    const facts = { ...deviceFacts(open), granted: scope, authTime };
    return this.tellDevice(request.device, facts);
  }

  /** @returns where the browser goes */
  private async deny({ request }: OpenRequest): Promise<string> {
    if (request.device !== undefined) return this.tellDevice(request.device, undefined);
    return this.server.refusal(request, new OAuthError('access_denied', 'The person said no.'));
  }

  private async tellDevice(digest: string, facts: DeviceFacts | undefined): Promise<string> {
    if (!(await this.devices.decide(digest, facts))) throw notFound('device');
    return `${this.config.publicUrl}/device?done=${facts ? 'allowed' : 'denied'}`;
  }
}

function deviceFacts({ request, client, person }: OpenRequest): DeviceFacts {
  const { clientId, scope, account, resource } = request;
  const epochs = { userEpoch: person.epoch, clientEpoch: client.epoch };
  return { clientId, scope, account, resource, userId: person.id, ...epochs };
}
