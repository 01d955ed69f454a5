import { createIdentifier, createSecret, PREFIX } from '../../../src/common/identifiers.js';
import { resourceKey } from '../../../src/oauth/resource-key.js';
import { unique } from '../../support/unique.js';
import type { Adapter } from './adapter.js';

/** What `Clients` promises. */
export function describeClients(adapter: () => Adapter): void {
  const clients = () => adapter().ports.clients;
  const unknownId = () => createIdentifier(PREFIX.app, adapter().ports.now());

  it('finds an active app by its key', async () => {
    const app = await adapter().app();
    expect(await clients().find(app.id)).toMatchObject({
      id: app.id,
      ownerId: app.ownerId,
      authentication: ['client_secret_basic', 'client_secret_post'],
      epoch: 0,
      firstParty: false,
      dpop: false,
      idTokenAlg: 'ES256',
    });
    expect(await clients().find(unknownId())).toBeUndefined();
  });

  it('finds nothing once the app is gone', async () => {
    const app = await adapter().app();
    await adapter().removeApp(app);
    expect(await clients().find(app.id)).toBeUndefined();
  });

  it('knows the app’s own secret, and no other', async () => {
    const [app, other] = [await adapter().app(), await adapter().app()];
    expect(await clients().secretMatches(app.id, app.secret)).toBe(true);
    expect(await clients().secretMatches(app.id, other.secret)).toBe(false);
    expect(await clients().secretMatches(app.id, createSecret(PREFIX.appSecret))).toBe(false);
    expect(await clients().secretMatches(app.id, '')).toBe(false);
    expect(await clients().secretMatches(unknownId(), app.secret)).toBe(false);
  });

  it('counts, in the epoch, what ended all tokens of the app', async () => {
    const app = await adapter().app();
    await adapter().endTokensOf(app);
    expect(await clients().find(app.id)).toMatchObject({ epoch: 1 });
  });
}

/** What `People` promises. */
export function describePeople(adapter: () => Adapter): void {
  const people = () => adapter().ports.people;

  it('finds an active person by their id', async () => {
    const { id, username } = await adapter().person();
    expect(await people().find(id)).toMatchObject({ id, username, epoch: 0 });
    expect(await people().find(createIdentifier('', adapter().ports.now()))).toBeUndefined();
  });

  it('knows who gives the right password, and tells of nobody else', async () => {
    const { id, username, password } = await adapter().person();
    expect(await people().authenticate({ username, password })).toMatchObject({
      outcome: 'known',
      person: { id },
      secondFactor: false,
    });
    const wrong = { username, password: `${password}!` };
    expect(await people().authenticate(wrong)).toEqual({ outcome: 'unknown' });
    const stranger = { username: unique('stranger'), password };
    expect(await people().authenticate(stranger)).toEqual({ outcome: 'unknown' });
  });

  it('asks for the second factor where one is set, once the password was right', async () => {
    const person = await adapter().person();
    const { id, username, password } = person;
    const code = await adapter().secondFactor(person);
    expect(await people().authenticate({ username, password })).toEqual({
      outcome: 'mfa_required',
    });
    const wrong = { username, password: `${password}!`, otp: code() };
    expect(await people().authenticate(wrong)).toEqual({ outcome: 'unknown' });
    expect(await people().authenticate({ username, password, otp: code() })).toMatchObject({
      outcome: 'known',
      person: { id },
      secondFactor: true,
    });
  });
}

/** What `Accounts` promises. */
export function describeAccounts(adapter: () => Adapter): void {
  it('lets its people use an account, and nobody else', async () => {
    const { accounts } = adapter().ports;
    const [{ id, partnerId }, other] = [await adapter().account(), await adapter().account()];
    expect(await accounts.mayUse(id, partnerId)).toBe(true);
    expect(await accounts.mayUse(id, other.partnerId)).toBe(false);
    expect(await accounts.mayUse(unique('account'), partnerId)).toBe(false);
  });
}

/** What `Scopes` promises. */
export function describeScopes(adapter: () => Adapter): void {
  it('tells the names that nobody has made; identity scopes exist', async () => {
    const names = ['deliveries', 'openid', 'nothing.at.all', 'offline_access'];
    expect(await adapter().ports.scopes.unknown(names)).toEqual(['nothing.at.all']);
    expect(await adapter().ports.scopes.unknown([])).toEqual([]);
  });
}

/** What `Resources` promises (RFC 8707 §2). */
export function describeResources(adapter: () => Adapter): void {
  const resources = () => adapter().ports.resources;
  const address = () => {
    const url = `https://${unique('api').replace('_', '-')}.example/v1`;
    return { url, key: resourceKey(url) ?? '' };
  };

  it('tells the URL as the app that has it spells it', async () => {
    const { url, key } = address();
    expect(await resources().urlOf(key)).toBeUndefined();
    await adapter().app({ url });
    expect(await resources().urlOf(key)).toBe(url);
  });

  it('means the first app that has it and its owner’s others, and no later claim', async () => {
    const { url, key } = address();
    const first = await adapter().app({ url });
    const sibling = await adapter().app({ url, ownerId: first.ownerId });
    const claim = await adapter().app({ url, ownerId: (await adapter().person()).id });
    const elsewhere = await adapter().app({ ownerId: first.ownerId });
    expect(await resources().isMeant(first.id, key)).toBe(true);
    expect(await resources().isMeant(sibling.id, key)).toBe(true);
    expect(await resources().isMeant(claim.id, key)).toBe(false);
    expect(await resources().isMeant(elsewhere.id, key)).toBe(false);
  });
}
