import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBase64, IsEmail, IsIn, IsOptional, IsUrl, Matches, MaxLength } from 'class-validator';
import { WithEntityTag } from '../../common/entity-tag.js';
import { IsLine } from '../../common/text.js';
import { IMAGE_KINDS, type ImageKind, LARGEST_IMAGE } from './appearance.rules.js';

const LONGEST_BASE64 = Math.ceil(LARGEST_IMAGE / 3) * 4 + 1024;

const OptionalString = (more: object = {}) =>
  ApiPropertyOptional({ type: String, nullable: true, ...more });

const IsAccent = () =>
  applyDecorators(
    OptionalString({ pattern: '^#[0-9A-Fa-f]{6}$', example: '#0b6156' }),
    IsOptional(),
    Matches(/^#[0-9a-f]{6}$/i, {
      message: 'Write a colour as #0b6156.',
      context: { code: 'is_colour' },
    }),
  );

const IsLink = () =>
  applyDecorators(
    OptionalString({ format: 'uri', example: 'https://example.com/terms' }),
    IsOptional(),
    IsUrl(
      { require_tld: false, require_protocol: true, protocols: ['http', 'https'] },
      { message: 'Write a whole address, such as https://example.com/terms.' },
    ),
    MaxLength(500),
  );

/** What a provider chose of its face; null is our own. */
export class UpdateAppearanceDto {
  @OptionalString({ maxLength: 40, example: 'Harbor Cloud', description: 'In the portal, on pages and in mails.' }) // prettier-ignore
  @IsOptional()
  @IsLine(40)
  name?: string | null;

  @IsAccent() accentColor?: string | null;

  @IsAccent() accentColorDark?: string | null;

  @OptionalString({ format: 'email', example: 'help@example.com', description: 'Where people ask for help.' }) // prettier-ignore
  @IsOptional()
  @IsEmail({ require_tld: false, allow_utf8_local_part: false })
  @Matches(/^[^"\s]*$/, { message: 'The e-mail address must have no quotes and no spaces.' })
  @MaxLength(254)
  supportEmail?: string | null;

  @IsLink() termsUrl?: string | null;
  @IsLink() privacyUrl?: string | null;
  @IsLink() statusUrl?: string | null;

  @OptionalString({ maxLength: 60, example: 'Harbor Cloud', description: 'Who mails come from; the name if missing.' }) // prettier-ignore
  @IsOptional()
  @IsLine(60)
  mailSender?: string | null;
}

/** The provider's face as administrators see it. */
@WithEntityTag()
export class AppearanceDto {
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ type: String, nullable: true }) accentColor: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The nearest readable one if null.' })
  accentColorDark: string | null;
  @ApiProperty({ type: String, nullable: true }) supportEmail: string | null;
  @ApiProperty({ type: String, nullable: true }) termsUrl: string | null;
  @ApiProperty({ type: String, nullable: true }) privacyUrl: string | null;
  @ApiProperty({ type: String, nullable: true }) statusUrl: string | null;
  @ApiProperty({ type: String, nullable: true }) mailSender: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Its path.' }) logo: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For dark grounds.' })
  logoDark: string | null;
  @ApiProperty({ type: String, nullable: true }) favicon: string | null;
}

/** An image of the provider's. */
export class AppearanceImageDto {
  @ApiProperty({
    format: 'byte',
    example:
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR4nGNgYAAAAAMAASsJTYQAAAAASUVORK5CYII=',
    description: `A PNG, JPEG or WebP image of at most ${LARGEST_IMAGE / 1024} KB, in base64.`,
  })
  @IsBase64()
  @MaxLength(LONGEST_BASE64, {
    message: `An image has at most ${LARGEST_IMAGE / 1024} KB.`,
    context: { code: 'image_too_large' },
  })
  data: string;
}

/** Which image is meant. */
export class ImageKindDto {
  @ApiProperty({ enum: IMAGE_KINDS, description: 'Which image.' })
  @IsIn(IMAGE_KINDS)
  kind: ImageKind;
}
