import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Language, LANGUAGES } from '../../common/language.js';
import { OmittableField } from '../../common/omittable-field.js';

/** In which language mails are shown. */
export class MailPreviewQuery {
  @ApiPropertyOptional({
    enum: LANGUAGES,
    default: 'en',
    description: 'The language of the mails.',
  })
  @OmittableField()
  @IsIn(LANGUAGES)
  language?: Language;
}

/** A mail as its reader would see it; its link leads nowhere. */
export class MailPreviewDto {
  @ApiProperty({ example: 'password_changed' }) name: string;
  @ApiProperty({ example: 'Your password was changed' }) subject: string;
  @ApiProperty() text: string;
  @ApiProperty() html: string;
}

/** Every mail that users can get. */
export class MailPreviewsDto {
  @ApiProperty({ example: 'Gatehouse <no-reply@gate.example.com>' }) sender: string;
  @ApiProperty({ type: [MailPreviewDto] }) mails: MailPreviewDto[];
}

/** What became of a test mail. */
export class MailTestDto {
  @ApiProperty({
    enum: ['server', 'outbox', 'failed'],
    description: 'Taken by the mail server, put into the outbox folder, or not sent.',
  })
  outcome: 'server' | 'outbox' | 'failed';
  @ApiProperty({ description: 'Whom it went to.' }) to: string;
  @ApiProperty({ type: String, nullable: true, description: 'What the mail server said.' })
  error: string | null;
}
