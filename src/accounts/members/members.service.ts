import { Injectable } from '@nestjs/common';
import { Changes } from '../../audit/changes.js';
import { Clock } from '../../common/clock.js';
import { conflict, invalid, notFound } from '../../common/problem.js';
import type { Caller } from '../../operations/caller.js';
import { UsersCache } from '../../users/users.cache.js';
import { UsersQuery } from '../../users/users.query.js';
import { AccountMember } from '../account.entity.js';
import { AccountsService, factsOf } from '../accounts.service.js';

/** Adds people to an account of the caller's, and removes them again. */
@Injectable()
export class MembersService {
  constructor(
    private readonly changes: Changes,
    private readonly accounts: AccountsService,
    private readonly cache: UsersCache,
    private readonly users: UsersQuery,
    private readonly clock: Clock,
  ) {}

  /**
   * @param named the user's id, user name or e-mail address
   * @throws 404 account, 400 unknown user, 409 who belongs to it already
   */
  async add(accountId: string, named: string, caller: Caller): Promise<AccountMember> {
    const user = (await this.cache.find(named)) ?? (await this.users.findByLogin(named));
    const createdAt = new Date(this.clock.now());
    return this.changes.run(caller, 'partner.account.member.create', async (tx, about) => {
      const { ownerId } = await this.accounts.hold(tx, 'partner', accountId, caller);
      if (!user) throw invalid('userId', 'unknown_person', 'There is no such user.');
      const userId = user.id;
      const isKnown = await tx.rows.existsBy(AccountMember, { accountId, userId });
      if (isKnown || ownerId === userId)
        throw conflict('already_member', 'This person belongs to the account already.');
      const member: AccountMember = { accountId, userId, createdAt };
      await tx.rows.insert(AccountMember, member);
      about(factsOf(accountId, { userId }));
      return member;
    });
  }

  /** @throws 404 account or member */
  async remove(accountId: string, userId: string, caller: Caller): Promise<void> {
    await this.changes.run(caller, 'partner.account.member.remove', async (tx, about) => {
      await this.accounts.hold(tx, 'partner', accountId, caller);
      const { affected } = await tx.rows.delete(AccountMember, { accountId, userId });
      if (affected === 0) throw notFound('member');
      about(factsOf(accountId, { userId }));
    });
  }
}
