import { Injectable } from '@nestjs/common';
import { Sweeper } from '../database/sweeper.js';
import { UsersService } from '../users/users.service.js';
import { ConsentRow } from './authorize/consent.entity.js';
import { EndedToken } from './grants/ended-token.entity.js';
import { GrantRow } from './grants/grant.entity.js';
import { SigningKeyRow } from './keys/signing-key.entity.js';

const DAY_MS = 86_400_000;

/** When the protocol's rows may go. */
@Injectable()
export class AuthSweepRules {
  constructor(sweeper: Sweeper, users: UsersService) {
    // A month's margin: a row that goes too early would let its first refresh token live again.
    sweeper.sweep(GrantRow, 'expiresAt', 30 * DAY_MS);
    sweeper.sweep(EndedToken, 'expiresAt', DAY_MS, ['jti']);
    // Longer than any token that the key signed can live.
    sweeper.sweep(SigningKeyRow, 'retiredAt', 30 * DAY_MS, ['kid']);
    users.onRemove(async (tx, userId) => {
      await tx.rows.delete(ConsentRow, { userId });
    });
  }
}
