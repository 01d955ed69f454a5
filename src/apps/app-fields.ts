import { ValidateBy, type ValidationOptions } from 'class-validator';
import { redirectUriFault } from '../oauth/redirect-uri.js';
import { keySetFault } from './secrets/public-keys.js';

/** A web address that people can follow. */
export const IsWebAddress = (options?: ValidationOptions) =>
  IsWithoutFault('isWebAddress', ofText(webAddressFault), options);

/** A URI that a client may register (see `redirectUriFault`). */
export const IsRedirectUri = (options?: ValidationOptions) =>
  IsWithoutFault('isRedirectUri', ofText(redirectUriFault), options);

/** A set of public keys (see `keySetFault`). */
export const IsPublicKeySet = () => IsWithoutFault('isPublicKeySet', keySetFault);

type FindFault = (value: unknown) => string | undefined;

/** A rule whose message is the fault itself; of a list, the first one. */
function IsWithoutFault(name: string, faultOf: FindFault, options?: ValidationOptions) {
  const first = (value: unknown) =>
    Array.isArray(value) ? value.map(faultOf).find(Boolean) : faultOf(value);
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value) => faultOf(value) === undefined,
        defaultMessage: (given) => first(given?.value) ?? 'The value is not valid.',
      },
    },
    options,
  );
}

function ofText(faultOf: (text: string) => string | undefined): FindFault {
  return (value) => (typeof value === 'string' ? faultOf(value) : 'The value must be text.');
}

function webAddressFault(text: string): string | undefined {
  const fault = 'The address starts with http:// or https:// and has no spaces.';
  if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(text)) return fault;
  return URL.canParse(text) ? undefined : fault;
}
