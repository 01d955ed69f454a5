import { Injectable } from '@nestjs/common';
import { isApproved } from '../../apps/approval.js';
import { AppsService } from '../../apps/apps.service.js';
import type { Client } from '../../oauth/ports.js';
import type { Caller } from '../../operations/caller.js';

/**
 * Whether a browser may be sent on to a client with an error at once. Anybody can make an app with any
 * address, and a link on our domain must not be a way to it (RFC 9700 §4.11.2).
 */
@Injectable()
export class Departures {
  constructor(private readonly apps: AppsService) {}

  /** @param prompt as the request has it; `none` comes from a frame that nobody sees */
  async mayLeave(client: Client, prompt: string | undefined, caller?: Caller): Promise<boolean> {
    if (caller?.sessionId !== undefined || prompt === 'none' || client.firstParty) return true;
    const app = await this.apps.findByKey(client.id);
    return app !== undefined && isApproved(app);
  }
}
