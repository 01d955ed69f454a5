import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { pageOf } from '../../common/page.js';
import type { DeliveryStatus } from './delivery.entity.js';

const STATUSES: DeliveryStatus[] = ['open', 'done', 'cancelled'];

/** A delivery as apps see it. */
export class DeliveryDto {
  @ApiProperty() id: string;
  @ApiProperty() title: string;
  @ApiProperty() comments: string;
  @ApiProperty({ enum: STATUSES }) status: DeliveryStatus;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
}

/** One page of deliveries. */
export class DeliveryPage extends pageOf(DeliveryDto) {}

/** A delivery to be made; a title is enough. */
export class CreateDeliveryDto {
  @ApiProperty({ minLength: 1, maxLength: 255 })
  @IsString()
  @Length(1, 255)
  title: string;

  @ApiPropertyOptional({ maxLength: 4096 })
  @OmittableField()
  @IsString()
  @MaxLength(4096)
  comments?: string;

  @ApiPropertyOptional({ enum: STATUSES, default: 'open' })
  @OmittableField()
  @IsIn(STATUSES)
  status?: DeliveryStatus;
}

/** What changes about a delivery. */
export class UpdateDeliveryDto extends PartialType(CreateDeliveryDto, {
  skipNullProperties: false,
}) {}
