import { ApiProperty } from '@nestjs/swagger';

/** Numbers that grow without end are counted up to here. */
export const MOST_COUNTED = 1_000;

const counted = (description: string) =>
  ApiProperty({ type: 'integer', maximum: MOST_COUNTED, description });

/** An app, and how often it did something in the last 24 hours. */
export class AppTimesDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: 'integer' }) times: number;
}

/** What a new installation needs, and whether it is there. */
export class FirstStepsDto {
  @ApiProperty({ description: 'Whether the provider has a name of their own.' }) name: boolean;
  @ApiProperty({ description: 'Whether mails go to a mail server.' }) mail: boolean;
  @ApiProperty({ description: 'Whether an API was imported.' }) api: boolean;
  @ApiProperty({ description: 'Whether there is a scope of your own, or of an imported API.' })
  scope: boolean;
  @ApiProperty({ description: 'Whether the default role is another than at the first start.' })
  role: boolean;
  @ApiProperty({ description: 'Whether somebody has the default role.' }) developer: boolean;
}

/** What an administrator should look at. */
export class AttentionDto {
  @counted('Users who wait for activation.') pendingUsers: number;
  @counted('Apps that wait for approval.') pendingApps: number;
  @counted('Apps with a secret that is older than a year and has not ended.') oldSecrets: number;

  @ApiProperty({ type: [String], description: 'The newest gates that never asked, ten at most.' })
  silentGates: string[];

  @ApiProperty({
    type: 'integer',
    description: 'Mails of this instance that the mail server did not take so far.',
  })
  delayedMails: number;

  @ApiProperty({ type: [AppTimesDto], description: 'The apps with most tokens in 24 hours.' })
  mostIssued: AppTimesDto[];

  @ApiProperty({ type: [AppTimesDto], description: 'The apps with most refusals in 24 hours.' })
  mostRefused: AppTimesDto[];

  @ApiProperty({
    type: FirstStepsDto,
    nullable: true,
    description:
      'What a new installation needs; nothing once all of it is there, or when the setting `portal.first_steps` is off.',
  })
  firstSteps: FirstStepsDto | null;
}
