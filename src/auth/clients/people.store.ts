import { Injectable } from '@nestjs/common';
import type { People, Person, Recognition } from '../../oauth/ports.js';
import { AuthenticationService } from '../../users/login/authentication.service.js';
import { UsersCache } from '../../users/users.cache.js';

/** The people of the house, in the protocol's words. */
@Injectable()
export class PeopleStore implements People {
  constructor(
    private readonly users: UsersCache,
    private readonly authentication: AuthenticationService,
  ) {}

  find(userId: string): Person | undefined | Promise<Person | undefined> {
    return this.users.person(userId);
  }

  recognise(attempt: Parameters<People['recognise']>[0]): Promise<Recognition> {
    return this.authentication.authenticate(attempt);
  }
}
