import type { Client, Person, Ports } from '../ports.js';
import type { AuthorizationRequest } from '../interactive-ports.js';
import { createIdentifier, createSecret, PREFIX } from '../../common/identifiers.js';
import { responseUrl } from './response.js';

const LIFETIME_MS = 60_000;

/**
 * Makes the code that stands for a person's consent (RFC 6749 §4.1.2), good for one minute.
 * @param consent what the person granted, and when they proved who they are (seconds since 1970)
 * @returns the address that takes it to the client
 */
export async function giveCode(
  request: AuthorizationRequest,
  actors: { client: Client; person: Person },
  consent: { scope: string[]; authTime: number },
  ports: Pick<Ports, 'codes' | 'issuer' | 'now' | 'postingPage'>,
): Promise<string> {
  const code = createSecret(PREFIX.authorizationCode);
  const facts = {
    request,
    userId: actors.person.id,
    userEpoch: actors.person.epoch,
    clientEpoch: actors.client.epoch,
    ...consent,
    grantId: createIdentifier('', ports.now()),
  };
  await ports.codes.start(code, facts, LIFETIME_MS);
  return responseUrl(request, ports, { code });
}
