import { Injectable } from '@nestjs/common';
import { ActivityService } from '../apps/activity/activity.service.js';
import { ChangeFeed } from '../database/change-feed.js';
import type { Admission } from '../oauth/authorization-server.js';
import { OAuthError } from '../oauth/errors.js';
import type { OAuthMessage } from '../oauth/token-request.js';
import { BUDGETS } from '../throttle/budgets.js';
import { ThrottleService } from '../throttle/throttle.service.js';
import { type OAuthRequest, readMessage } from './oauth-request.js';

/** What every OAuth endpoint does around its own work. */
@Injectable()
export class OAuthEndpointService {
  constructor(
    private readonly feed: ChangeFeed,
    private readonly activity: ActivityService,
    private readonly throttle: ThrottleService,
  ) {}

  /**
   * Reads the request once and does the work with it.
   * @throws OAuthError as the work does, and `temporarily_unavailable`
   */
  async serve<T>(request: OAuthRequest, work: (message: OAuthMessage) => Promise<T>): Promise<T> {
    this.requireCurrent();
    return this.watch(request.ip, async () => work(readMessage(request)));
  }

  /** @throws OAuthError `temporarily_unavailable` while what is remembered may be over */
  requireCurrent(): void {
    if (!this.feed.isCurrent())
      throw new OAuthError('temporarily_unavailable', 'Please try again in a moment.');
  }

  /** Does the work; notes its refusal and passes it on. */
  async watch<T>(ip: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof OAuthError) await this.note(error, ip);
      throw error;
    }
  }

  /**
   * Leaves what a refusal leaves behind: a line in the app's activity, with the reason in words for
   * its owner, and a point against whoever guesses secrets. A right secret is never turned away.
   */
  async note({ error, hint, description, clientId }: OAuthError, ip: string): Promise<void> {
    if (clientId) this.activity.noteFailure(clientId, error, hint ?? description, ip);
    if (error === 'invalid_client') await this.throttle.noteClientFailure(clientId ?? '', ip);
  }

  /**
   * Counts what waits for a person: by who proved who they are, so that no stranger at the same place
   * uses up what is theirs; else by place, since anybody may name a public app.
   */
  admit(ip: string): Admission {
    return ({ client }) =>
      client.authentication.includes('none')
        ? this.throttle.consumeAt(BUDGETS.waiting, ip)
        : this.throttle.consume(BUDGETS.waiting, client.id);
  }
}
