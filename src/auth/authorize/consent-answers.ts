import { Injectable } from '@nestjs/common';
import { AccountsCache } from '../../accounts/accounts.cache.js';
import { forbidden, notFound } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import { AuthorizationServer } from '../../oauth/authorization-server.js';
import { OAuthError } from '../../oauth/errors.js';
import type { DeviceFacts } from '../../oauth/interactive-ports.js';
import { DevicesStore } from '../device/devices.store.js';
import type { OpenRequest } from './open-requests.js';

/** Carries a person's decision to who waits for it: the client by a redirect, or a device. */
@Injectable()
export class ConsentAnswers {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly devices: DevicesStore,
    private readonly accounts: AccountsCache,
    private readonly config: Config,
  ) {}

  /** @throws Problem 403 when the app asks for an account that is not the person's */
  async requirePossible({ request, person }: OpenRequest): Promise<void> {
    const { account } = request;
    if (account !== undefined && !(await this.accounts.mayUse(account, person.id)))
      throw forbidden('account_not_theirs', 'The app asks for an account that you do not have.');
  }

  /** @returns where the browser goes */
  async allow(open: OpenRequest, scope: string[]): Promise<string> {
    const { request, authTime } = open;
    if (request.device === undefined) return this.server.code(request, open, { scope, authTime });
    const facts = { ...deviceFacts(open), granted: scope, authTime };
    return this.toldDevice(request.device, facts);
  }

  /** @returns where the browser goes */
  async deny({ request }: OpenRequest): Promise<string> {
    if (request.device !== undefined) return this.toldDevice(request.device, undefined);
    return this.server.refusal(request, new OAuthError('access_denied', 'The person said no.'));
  }

  private async toldDevice(digest: string, facts: DeviceFacts | undefined): Promise<string> {
    if (!(await this.devices.decide(digest, facts))) throw notFound('device');
    return `${this.config.publicUrl}/device?done=${facts ? 'allowed' : 'denied'}`;
  }
}

function deviceFacts({ request, client, person }: OpenRequest): DeviceFacts {
  const { clientId, scope, account, resource } = request;
  const epochs = { userEpoch: person.epoch, clientEpoch: client.epoch };
  return { clientId, scope, account, resource, userId: person.id, ...epochs };
}
