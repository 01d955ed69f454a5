import { Injectable } from '@nestjs/common';
import { BUDGETS, type Budget } from './budgets.js';
import { KnownDevices } from './known-devices.js';
import { networkOf, networksOf } from './network.js';
import { ThrottleService } from './throttle.service.js';

/** One try to log in, already counted. */
export interface LoginTry {
  /** Whether the person is known on this device or at this place: strangers cannot use up their share. */
  isFamiliar: boolean;
  /** The password was right: the try was no guess. */
  wasRight(): Promise<void>;
}

/** Where a try comes from. */
export interface LoginOrigin {
  ip?: string;
  /** What the browser kept from an earlier sign-in. */
  device?: string;
}

type Counted = [Budget, ...string[]];

/** Counts the tries to log in, against all budgets of a login together. */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly throttle: ThrottleService,
    private readonly devices: KnownDevices,
  ) {}

  /**
   * Counts a try before the password is looked at. Guesses of strangers take nothing from a person on a
   * device that they have used, nor, as long as they are made elsewhere, at a place where they have been.
   * @param account the person's id, or what was typed when nobody has that name
   * @throws Problem 429
   */
  async begin(account: string, { ip, device }: LoginOrigin): Promise<LoginTry> {
    const deviceId = this.devices.read(device, account);
    const onDevice: Counted[] =
      deviceId === undefined ? [] : [[BUDGETS.loginDevice, deviceId, account]];
    if (onDevice[0] && (await this.throttle.allows(...onDevice[0])))
      return this.counted(onDevice, true);
    const isFamiliar = await this.throttle.isFamiliar(account, ip);
    const here: Counted = [BUDGETS.login, account, networkOf(ip)];
    const taken = isFamiliar ? [here] : [...ofStrangers(account, ip), here];
    for (const each of taken) await this.throttle.consume(...each);
    return this.counted(taken, isFamiliar);
  }

  /** Counts a second-factor code before it is looked at; five in a quarter of an hour. */
  async beginSecondFactor(account: string): Promise<LoginTry> {
    const taken: Counted[] = [[BUDGETS.secondFactor, account]];
    await this.throttle.consume(BUDGETS.secondFactor, account);
    return this.counted(taken, false);
  }

  /** From now on guesses made elsewhere do not count at this place. */
  async noteSuccess(account: string, { ip }: LoginOrigin): Promise<void> {
    await this.throttle.noteFamiliar(account, ip);
  }

  private counted(taken: Counted[], isFamiliar: boolean): LoginTry {
    const wasRight = async () => {
      for (const each of taken) await this.throttle.refund(...each);
    };
    return { isFamiliar, wasRight };
  }
}

/** What is shared with everybody else who guesses: at this person, and from these networks. */
function ofStrangers(account: string, ip: string | undefined): Counted[] {
  const places = networksOf(ip).map((network): Counted => [BUDGETS.loginAddress, network]);
  return [...places, [BUDGETS.loginAccount, account]];
}
