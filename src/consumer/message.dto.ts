import { ApiProperty } from '@nestjs/swagger';

/** What was done, for a person to read. */
export class MessageDto {
  @ApiProperty() success: boolean;
  @ApiProperty() message: string;
}

/** The answer to what succeeded. */
export function successMessage(message: string): MessageDto {
  return { success: true, message };
}
