import { Injectable } from '@nestjs/common';
import { forbidden } from '../../common/problem.js';
import { personClaims } from '../../oauth/person-claims.js';
import type { Caller } from '../../operations/caller.js';
import { UsersService } from '../../users/users.service.js';
import type { UserinfoDto } from './userinfo.dto.js';

/** Tells an app about the person it acts for. */
@Injectable()
export class UserinfoService {
  constructor(private readonly users: UsersService) {}

  /** @throws Problem 403 when the app acts for itself */
  async of({ userId, authority }: Caller): Promise<UserinfoDto> {
    const person = userId === undefined ? undefined : await this.users.person(userId);
    if (!person) throw forbidden('person_required', 'The token does not stand for a person.');
    return personClaims(person, authority) as unknown as UserinfoDto;
  }
}
