import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsString, Length, MaxLength } from 'class-validator';
import { Later } from '../common/state-rule.js';
import { tagged, WithEntityTag } from '../common/entity-tag.js';
import { OmittableField } from '../common/omittable-field.js';
import { OnlyField } from '../common/only-field.js';
import { pageOf, PageQuery } from '../common/page.js';
import { type Sort, SortField } from '../common/sort-field.js';
import { IsLine } from '../common/text.js';
import type { Account } from './account.entity.js';

/** A customer of a partner. */
@WithEntityTag()
export class AccountDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'The partner it belongs to.' }) ownerId: string;
  @ApiProperty({ description: 'The owner’s user name.' }) owner: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

/** One page of accounts. */
export class AccountPage extends pageOf(AccountDto) {}

/** By what a list of accounts may be sorted. */
export const ACCOUNT_ORDERS = ['name', 'created'] as const;

/** Which of one's own accounts, and in which order. */
export class OwnAccountQuery extends PageQuery {
  @OnlyField('Only the accounts without members. Among the newest 100,000.')
  withoutMembers?: 'true';

  @SortField(ACCOUNT_ORDERS)
  sort?: Sort<(typeof ACCOUNT_ORDERS)[number]>;
}

/** Which accounts, for administrators. */
export class AccountQuery extends OwnAccountQuery {
  @ApiPropertyOptional({ description: 'Only the accounts of this person.' })
  @OmittableField()
  @IsString()
  @MaxLength(64)
  ownerId?: string;
}

/** An account of the caller's own. */
export class CreateAccountDto {
  @ApiProperty({ minLength: 1, maxLength: 255, example: 'Harbour branch' })
  @IsLine(255)
  name: string;
}

/** What a partner changes about an account. */
export class UpdateAccountDto extends PartialType(CreateAccountDto, {
  skipNullProperties: false,
}) {}

/** An account that an administrator makes for somebody. */
export class CreateOwnedAccountDto extends CreateAccountDto {
  @ApiProperty({ description: 'The partner it belongs to.' })
  @IsString()
  @MaxLength(64)
  @Later('knownPerson')
  ownerId: string;
}

/** What an administrator changes about an account. */
export class UpdateOwnedAccountDto extends PartialType(CreateOwnedAccountDto, {
  skipNullProperties: false,
}) {}

/** A person who may work in an account. */
export class MemberDto {
  @ApiProperty() userId: string;
  @ApiProperty() username: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

/** One page of members. */
export class MemberPage extends pageOf(MemberDto) {}

/** An account that the caller may work in. */
export class MembershipDto {
  @ApiProperty({ description: 'The account’s id, as `X-Account` and `scope=account:…` take it.' })
  id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'The user name of the partner it belongs to.' }) owner: string;
  @ApiProperty({ description: 'Whether it is the caller’s own.' }) own: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

/** One page of memberships. */
export class MembershipPage extends pageOf(MembershipDto) {}

/** A person to be added to an account. */
export class CreateMemberDto {
  @ApiProperty({ description: 'The id, the user name or the e-mail address of a user.' })
  @IsString()
  @Length(1, 254)
  userId: string;
}

/** The answer's form of a row. */
export function toDto(account: Account, owner: string): AccountDto {
  return tagged({ ...account, owner, createdAt: account.createdAt.toISOString() }, account);
}
