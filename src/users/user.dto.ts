import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { DayField } from '../common/day-field.js';
import { tagged, WithEntityTag } from '../common/entity-tag.js';
import { OmittableField } from '../common/omittable-field.js';
import { NO_PASSWORD } from '../common/password.js';
import { PageQuery, pageOf } from '../common/page.js';
import { type Sort, SortField } from '../common/sort-field.js';
import { Later } from '../common/state-rule.js';
import type { HeldRole } from '../roles/roles.cache.js';
import type { User, UserStatus } from './user.entity.js';
import { IsAddress, IsPassword, IsUsername } from './users.rules.js';

const STATUSES: UserStatus[] = ['active', 'pending', 'disabled'];

/** What an administrator may set; `pending` comes from registration alone. */
const SETTABLE = ['active', 'disabled'] as const;

/** A person, as administrators see one. */
@WithEntityTag()
export class UserDto {
  @ApiProperty() id: string;
  @ApiProperty() username: string;
  @ApiProperty() email: string;
  @ApiProperty() roleId: string;
  @ApiProperty({ description: 'The name of the role.' }) role: string;
  @ApiProperty({ enum: STATUSES }) status: UserStatus;
  @ApiProperty({ description: 'Whether a second factor is set.' }) mfa: boolean;
  @ApiProperty({ description: 'Whether they were invited and have not chosen a password yet.' })
  invited: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastLoginAt: string | null;
}

/** By what a list of users may be sorted. */
export const USER_ORDERS = ['name', 'lastLogin', 'created'] as const;

/** A question that is answered by yes or no; what else is sent is refused. */
const YES_OR_NO = ['true', 'false'] as const;

/** Which users, and in which order. */
export class UserFilter extends PageQuery {
  @ApiPropertyOptional({ description: 'Only who has this role.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  roleId?: string;

  @ApiPropertyOptional({ enum: STATUSES, description: 'Only who has this status.' })
  @OmittableField()
  @IsIn(STATUSES)
  status?: UserStatus;

  @ApiPropertyOptional({
    enum: YES_OR_NO,
    description: 'Only who has signed in already, or never. Among the newest 100,000.',
  })
  @OmittableField()
  @IsIn(YES_OR_NO)
  signedIn?: 'true' | 'false';

  @ApiPropertyOptional({
    enum: YES_OR_NO,
    description: 'Only who has a second factor, or none. Among the newest 100,000.',
  })
  @OmittableField()
  @IsIn(YES_OR_NO)
  mfa?: 'true' | 'false';

  @DayField('Only who came on this day.')
  createdOn?: string;

  @SortField(USER_ORDERS)
  sort?: Sort<(typeof USER_ORDERS)[number]>;
}

/** One page of users. */
export class UserPage extends pageOf(UserDto) {}

/** A new user, created by an administrator. */
export class CreateUserDto {
  @ApiProperty({ minLength: 3, maxLength: 64 }) @IsUsername() username: string;
  @ApiProperty({ format: 'email' }) @IsAddress() email: string;

  @ApiPropertyOptional({
    minLength: 10,
    description: 'Without it, the user is invited by mail, and chooses one.',
  })
  @OmittableField()
  @IsPassword()
  password?: string;

  @ApiPropertyOptional({ description: 'Without it, the role of `role_default`.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  @Later('knownRole')
  roleId?: string;

  @ApiPropertyOptional({
    enum: SETTABLE,
    description: 'Without it, `active`; who is invited is `pending` until they choose a password.',
  })
  @OmittableField()
  @IsIn(SETTABLE)
  status?: 'active' | 'disabled';
}

/** What changes about a user; what is not sent stays. */
export class UpdateUserDto {
  @ApiPropertyOptional({ minLength: 3, maxLength: 64 })
  @OmittableField()
  @IsUsername()
  username?: string;

  @ApiPropertyOptional({ format: 'email' }) @OmittableField() @IsAddress() email?: string;

  @ApiPropertyOptional({ minLength: 10, description: 'Ends all tokens and sessions.' })
  @OmittableField()
  @IsPassword()
  password?: string;

  @ApiPropertyOptional()
  @OmittableField()
  @IsString()
  @MaxLength(64)
  @Later('knownRole')
  roleId?: string;

  @ApiPropertyOptional({ enum: SETTABLE, description: '`disabled` ends all tokens and sessions.' })
  @OmittableField()
  @IsIn(SETTABLE)
  status?: 'active' | 'disabled';
}

/** What administrators change about a user; what signing in changes is no change of theirs. */
export function stateOf({ id, username, email, roleId, status }: User): object {
  return { id, username, email, roleId, status };
}

/** The answer's form of a row. */
export function toDto(row: User, role: HeldRole | undefined, mfa: boolean): UserDto {
  const answer = {
    id: row.id,
    username: row.username,
    email: row.email,
    roleId: row.roleId,
    role: role?.name ?? '',
    status: row.status,
    mfa,
    invited: row.passwordHash === NO_PASSWORD,
    createdAt: row.createdAt.toISOString(),
    lastLoginAt: row.lastLoginAt?.toISOString() ?? null,
  };
  return tagged(answer, stateOf(row));
}
