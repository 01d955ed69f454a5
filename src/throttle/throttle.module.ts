import { Module } from '@nestjs/common';
import { KnownDevices } from './known-devices.js';
import { LoginThrottle } from './login-throttle.js';
import { Throttle } from './throttle.service.js';

/** Counts tries, so that nothing can be guessed. */
@Module({
  providers: [Throttle, LoginThrottle, KnownDevices],
  exports: [Throttle, LoginThrottle, KnownDevices],
})
export class ThrottleModule {}
