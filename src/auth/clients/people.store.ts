import { Injectable } from '@nestjs/common';
import type { People, Person, Recognition } from '../../oauth/ports.js';
import { LoginService } from '../../users/login/login.service.js';
import { UsersService } from '../../users/users.service.js';

/** The people of the house, in the protocol's words. */
@Injectable()
export class PeopleStore implements People {
  constructor(
    private readonly users: UsersService,
    private readonly logins: LoginService,
  ) {}

  find(userId: string): Person | undefined | Promise<Person | undefined> {
    return this.users.person(userId);
  }

  recognise(attempt: Parameters<People['recognise']>[0]): Promise<Recognition> {
    return this.logins.recognise(attempt);
  }
}
