import { type PipeTransform, type Type, ValidationPipe } from '@nestjs/common';
import { Type as Each } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  type ValidationError,
  ValidateNested,
} from 'class-validator';
import { faultsWith } from './validation.js';

/**
 * Reads a body that is a list. What is wrong with an entry is named by its place: `3.name`.
 * @param most how many entries it may have
 */
export function ListBody<T extends object>(entry: Type<T>, most: number): PipeTransform {
  class List {
    @IsArray()
    @ArrayMinSize(1)
    @ArrayMaxSize(most)
    // A list in the list would be looked at entry by entry, and pass.
    @IsObject({ each: true })
    @ValidateNested({ each: true })
    @Each(() => entry)
    body: T[];
  }
  const faults = faultsWith({} as never);
  const pipe = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    expectedType: List,
    validationError: { target: true, value: true },
    exceptionFactory: (errors: ValidationError[]) =>
      faults(errors.flatMap((error) => (error.children?.length ? error.children : [error]))),
  });
  return {
    transform: async (body, metadata) => ((await pipe.transform({ body }, metadata)) as List).body,
  };
}
