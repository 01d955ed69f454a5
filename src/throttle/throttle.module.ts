import { Module } from '@nestjs/common';
import { LoginThrottle } from './login-throttle.js';
import { Throttle } from './throttle.service.js';

/** Counts tries, so that nothing can be guessed. */
@Module({ providers: [Throttle, LoginThrottle], exports: [Throttle, LoginThrottle] })
export class ThrottleModule {}
