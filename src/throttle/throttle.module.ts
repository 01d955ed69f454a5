import { Module } from '@nestjs/common';
import { KnownDevices } from './known-devices.js';
import { LoginThrottle } from './login-throttle.js';
import { ThrottleService } from './throttle.service.js';

/** Counts tries, so that nothing can be guessed. */
@Module({
  providers: [ThrottleService, LoginThrottle, KnownDevices],
  exports: [ThrottleService, LoginThrottle, KnownDevices],
})
export class ThrottleModule {}
