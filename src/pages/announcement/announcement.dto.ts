import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, ValidateIf } from 'class-validator';
import { WithEntityTag } from '../../common/entity-tag.js';
import { OmittableField } from '../../common/omittable-field.js';
import { IsLines } from '../../common/text.js';
import { IsTime } from '../../common/time.js';
import { ANNOUNCEMENT_LEVELS, type AnnouncementLevel } from './announcement.entity.js';

const LONGEST = 500;
const OrNull = () => ValidateIf((_: object, value: unknown) => value !== undefined && value !== null); // prettier-ignore

/** What everybody who opens the portal is told; nothing while both texts are empty. */
@WithEntityTag()
export class AnnouncementDto {
  @ApiProperty({ description: 'Words, and links as [label](https://…).' }) textEn: string;
  @ApiProperty({ description: 'The same in French.' }) textFr: string;
  @ApiProperty({ enum: ANNOUNCEMENT_LEVELS }) level: AnnouncementLevel;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) from: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) until: string | null;
}

/** What changes about the announcement. */
export class UpdateAnnouncementDto {
  @ApiPropertyOptional({ maxLength: LONGEST, example: 'Maintenance on Sunday, 6:00 UTC.' })
  @OmittableField()
  @IsLines(LONGEST)
  textEn?: string;

  @ApiPropertyOptional({ maxLength: LONGEST, example: 'Maintenance dimanche à 6 h UTC.' })
  @OmittableField()
  @IsLines(LONGEST)
  textFr?: string;

  @ApiPropertyOptional({ enum: ANNOUNCEMENT_LEVELS, default: 'info' })
  @OmittableField()
  @IsIn(ANNOUNCEMENT_LEVELS)
  level?: AnnouncementLevel;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Not shown before; null shows it at once.',
  })
  @OrNull()
  @IsTime()
  from?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Not shown from then on; null shows it until somebody ends it.',
  })
  @OrNull()
  @IsTime()
  until?: string | null;
}
