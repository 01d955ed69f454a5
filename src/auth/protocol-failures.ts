import { Injectable } from '@nestjs/common';
import { ActivityService } from '../apps/activity/activity.service.js';
import { OAuthError } from '../oauth/errors.js';
import { ThrottleService } from '../throttle/throttle.service.js';

/**
 * What a refused request leaves behind: a line in the app's activity, with the reason in words for
 * its owner, and a point against whoever guesses secrets. A right secret is never turned away.
 */
@Injectable()
export class ProtocolFailures {
  constructor(
    private readonly activity: ActivityService,
    private readonly throttle: ThrottleService,
  ) {}

  /** Does the work; notes its refusal and passes it on. */
  async watch<T>(ip: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof OAuthError) await this.note(error, ip);
      throw error;
    }
  }

  /** Notes one refusal. */
  async note({ error, hint, description, clientId }: OAuthError, ip: string): Promise<void> {
    if (clientId) this.activity.noteFailure(clientId, error, hint ?? description, ip);
    if (error === 'invalid_client') await this.throttle.noteClientFailure(clientId ?? '', ip);
  }
}
