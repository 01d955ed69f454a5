import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, Max, Min } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { OnlyField } from '../../common/only-field.js';
import { pageOf, PageQuery } from '../../common/page.js';
import { type Sort, SortField } from '../../common/sort-field.js';
import { Later } from '../../common/state-rule.js';
import { IsLine } from '../../common/text.js';
import { IsTime } from '../../common/time.js';
import { GRANTS } from './registered-grants.js';
import { IsScopeList } from '../../scopes/scope-list.js';

const MOST_USES = 1000;
export const LONGEST_DAYS = 365;

/** An initial access token, without the token. */
export class InitialAccessDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Who made it; apps are registered in their name.' }) userId: string;
  @ApiProperty({ description: 'Their user name.' }) username: string;
  @ApiProperty({ type: [String], description: 'What an app that it registers may do at most.' })
  scopes: string[];
  @ApiProperty({ type: [String], description: 'The grant types that such an app may have.' })
  grantTypes: string[];
  @ApiProperty({ description: 'How many programs may register with it.' }) uses: number;
  @ApiProperty({ description: 'How many did.' }) used: number;
  @ApiProperty() createdAt: string;
  @ApiProperty() expiresAt: string;
}

export class InitialAccessPage extends pageOf(InitialAccessDto) {}

/** By what a list of initial access tokens may be sorted. */
export const INITIAL_ACCESS_ORDERS = ['created', 'expires'] as const;

/** Which initial access tokens, and in which order. */
export class InitialAccessQuery extends PageQuery {
  @OnlyField('Only the ones that were used as often as they may be.')
  spent?: 'true';

  @OnlyField('Only the ones with which nothing was registered.')
  unused?: 'true';

  @SortField(INITIAL_ACCESS_ORDERS)
  sort?: Sort<(typeof INITIAL_ACCESS_ORDERS)[number]>;
}

/** A new initial access token; the only answer that shows it. */
export class InitialAccessWithSecretDto extends InitialAccessDto {
  @ApiProperty({ description: 'Shown once.' }) token: string;
}

/** What somebody asks for. */
export class CreateInitialAccessDto {
  @ApiPropertyOptional({ maxLength: 255, description: 'For whom it is.' })
  @OmittableField()
  @IsLine(255)
  name?: string;

  @ApiPropertyOptional({
    type: [String],
    description:
      'No scope that you lack, and neither `backend` nor anything below it; what the default role may do when missing.',
  })
  @OmittableField()
  @IsScopeList(100, { least: 1 })
  scopes?: string[];

  @ApiPropertyOptional({
    enum: GRANTS,
    isArray: true,
    description: 'authorization_code, refresh_token and client_credentials when missing.',
  })
  @OmittableField()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(GRANTS.length)
  @IsIn(GRANTS, { each: true })
  grantTypes?: string[];

  @ApiPropertyOptional({ minimum: 1, maximum: MOST_USES, default: 1 })
  @OmittableField()
  @IsInt()
  @Min(1)
  @Max(MOST_USES)
  uses?: number;

  @ApiPropertyOptional({
    description: `At most ${LONGEST_DAYS} days ahead; 7 days ahead when missing.`,
  })
  @OmittableField()
  @IsTime()
  @Later('aheadOfNow', LONGEST_DAYS)
  expiresAt?: string;
}
