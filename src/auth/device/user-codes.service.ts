import { Injectable } from '@nestjs/common';
import { forbidden, notFound } from '../../common/problem.js';
import { readUserCode } from '../../oauth/device-authorization.js';
import type { Caller } from '../../operations/caller.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import { AuthorizationRequestsStore } from '../authorize/authorization-requests.store.js';
import type { DeviceAuthorizationRow } from './device-authorization.entity.js';
import { DevicesStore } from './devices.store.js';
import type { DeviceConsentDto } from './device.dto.js';

/** Leads from the code that a device shows to the consent page. */
@Injectable()
export class UserCodesService {
  constructor(
    private readonly devices: DevicesStore,
    private readonly requests: AuthorizationRequestsStore,
    private readonly throttle: ThrottleService,
  ) {}

  /** @throws Problem 403 without a portal session, 404 for an unknown code, 429 for a guesser */
  async enter(typed: string, caller: Caller, ip: string): Promise<DeviceConsentDto> {
    if (caller.sessionId === undefined)
      throw forbidden('session_required', 'Sign in to the portal to enter a device code.');
    const { digest, facts } = await this.find(typed, caller.personId, ip);
    const { clientId, scope, account, resource } = facts;
    const redirect = { redirectUri: '', redirectUriSent: false, codeChallenge: '' };
    const asked = { clientId, scope, account, resource, device: digest };
    return { consent: await this.requests.wait({ ...redirect, ...asked }) };
  }

  /** A try is counted before it is looked at, and given back when the code was right. */
  private async find(typed: string, person: string, ip: string): Promise<DeviceAuthorizationRow> {
    await this.throttle.consumeAt(BUDGETS.userCodeAddress, ip);
    await this.throttle.consume(BUDGETS.userCode, person);
    const code = readUserCode(typed);
    const device = code === undefined ? undefined : await this.devices.byUserCode(code, person);
    if (!device) throw notFound('device code');
    await this.throttle.refundAt(BUDGETS.userCodeAddress, ip);
    await this.throttle.refund(BUDGETS.userCode, person);
    return device;
  }
}
