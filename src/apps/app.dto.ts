import {
  ApiProperty,
  ApiPropertyOptional,
  IntersectionType,
  OmitType,
  PickType,
} from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { OmittableField } from '../common/omittable-field.js';
import { IsLine, IsLines } from '../common/text.js';
import { Later } from '../common/state-rule.js';
import { ID_TOKEN_ALGORITHMS, type IdTokenAlgorithm, type JSONWebKeySet } from '../oauth/ports.js';
import { IsPublicKeySet, IsRedirectUri, IsWebAddress } from './app-fields.js';
import {
  type AppRegistration,
  type AppStatus,
  type AppType,
  STATUSES,
  TYPES,
} from './app.entity.js';
import { IsScopeList } from '../scopes/scope-list.js';

/** Every field of an app that somebody may send; the classes below pick who may send which. */
class AppFields {
  @ApiProperty({ maxLength: 4096 })
  @IsLine(4096)
  name: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Where people read about it.' })
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  @IsWebAddress()
  url?: string | null;

  @ApiPropertyOptional({ maxLength: 4096 })
  @OmittableField()
  @IsLines(4096)
  description?: string;

  @ApiPropertyOptional({ type: [String], description: 'At most this; no scope that you lack.' })
  @OmittableField()
  @IsScopeList(100)
  scopes?: string[];

  @ApiPropertyOptional({
    enum: TYPES,
    default: 'confidential',
    description: 'A public app runs on its user’s device and has no secret.',
  })
  @OmittableField()
  @IsIn(TYPES)
  type?: AppType;

  @ApiPropertyOptional({ type: [String], description: 'Compared exactly.' })
  @OmittableField()
  @IsArray()
  @ArrayMaxSize(20)
  @IsRedirectUri({ each: true })
  @Later('allowedSchemes')
  redirectUris?: string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Where people may go after signing out; compared exactly.',
  })
  @OmittableField()
  @IsArray()
  @ArrayMaxSize(20)
  @IsRedirectUri({ each: true })
  @Later('allowedSchemes')
  postLogoutRedirectUris?: string[];

  @ApiPropertyOptional({
    enum: ID_TOKEN_ALGORITHMS,
    default: 'ES256',
    description: 'What its ID tokens are signed with. Access tokens are ES256 always.',
  })
  @OmittableField()
  @IsIn(ID_TOKEN_ALGORITHMS)
  idTokenAlg?: IdTokenAlgorithm;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Restricts it to an account.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  accountId?: string | null;

  @ApiPropertyOptional({
    type: Object,
    nullable: true,
    description: 'Public keys for private_key_jwt, as {"keys": [...]}.',
  })
  @IsOptional()
  @IsPublicKeySet()
  jwks?: JSONWebKeySet | null;

  @ApiPropertyOptional({ description: 'Whether its tokens must be bound to a key (RFC 9449).' })
  @OmittableField()
  @IsBoolean()
  dpop?: boolean;

  @ApiPropertyOptional({ enum: STATUSES })
  @OmittableField()
  @IsIn(STATUSES)
  status?: AppStatus;

  @ApiPropertyOptional({ description: 'The person it belongs to; you when missing.' })
  @OmittableField()
  @IsString()
  @Matches(/^[A-Za-z0-9_]{1,64}$/, { message: 'The owner must be the id of a person.' })
  @Later('knownPerson')
  ownerId?: string;

  @ApiPropertyOptional({ description: 'Whether it may ask people for their passwords.' })
  @OmittableField()
  @IsBoolean()
  firstParty?: boolean;

  @ApiPropertyOptional({
    type: [String],
    description: 'Resources to which it may exchange tokens that it was given (RFC 8693).',
  })
  @OmittableField()
  @IsArray()
  @ArrayMaxSize(20)
  @MaxLength(2048, { each: true })
  @IsWebAddress({ each: true })
  exchangeAudiences?: string[];
}

/** The name of an app that exists; missing when it stays. */
class AppName {
  @ApiPropertyOptional({ maxLength: 4096 })
  @OmittableField()
  @IsLine(4096)
  name?: string;
}

const OWN = [
  'url',
  'description',
  'scopes',
  'redirectUris',
  'postLogoutRedirectUris',
  'idTokenAlg',
  'jwks',
  'dpop',
] as const;

/** What a developer sends for a new app. */
export class CreateAppDto extends PickType(AppFields, ['name', 'type', 'accountId', ...OWN]) {}

/** What a developer may change; type and account stay. */
export class UpdateAppDto extends IntersectionType(AppName, PickType(AppFields, OWN)) {}

/** What an administrator sends for a new app. */
export class CreateAnyAppDto extends AppFields {}

/** What a new app is made of; only a program that registers itself names grant types. */
export type NewAppFields = CreateAnyAppDto & {
  grantTypes?: string[];
  registration?: AppRegistration;
};

/** What an administrator writes to the owner. */
class AppDecision {
  @ApiPropertyOptional({
    maxLength: 1000,
    description: 'To the owner, about the status. A status that is sent without one takes it away.',
  })
  @OmittableField()
  @IsLines(1000)
  decisionMessage?: string;
}

/** What an administrator may change. */
export class UpdateAnyAppDto extends IntersectionType(
  AppName,
  AppDecision,
  OmitType(AppFields, ['name', 'type', 'accountId']),
) {}
