import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import { OmittableField } from '../../common/omittable-field.js';
import { pageOf } from '../../common/page.js';
import type { TaskStatus } from './task.entity.js';

const STATUSES: TaskStatus[] = ['open', 'done', 'cancelled'];

/** A task as apps see it. */
export class TaskDto {
  @ApiProperty() id: string;
  @ApiProperty() title: string;
  @ApiProperty() comments: string;
  @ApiProperty({ enum: STATUSES }) status: TaskStatus;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
}

/** One page of tasks. */
export class TaskPage extends pageOf(TaskDto) {}

/** A task to be made; a title is enough. */
export class CreateTaskDto {
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
  status?: TaskStatus;
}

/** What changes about a task. */
export class UpdateTaskDto extends PartialType(CreateTaskDto, { skipNullProperties: false }) {}
