import { ValidateIf } from 'class-validator';

/** The field may be left out. Unlike with `@IsOptional`, null is a value, and so is refused. */
export const OmittableField = () => ValidateIf((_: object, value: unknown) => value !== undefined);
