import { AuthorizationServer } from '../../src/oauth/authorization-server.js';
import { DevicesStore } from '../../src/auth/device/devices.store.js';
import type { Adapter } from '../oauth/contract/adapter.js';
import { describePort, PORTS } from '../oauth/contract/describe-port.js';
import { Cast, expectStatus, type Person, type TestApp } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

/** The half minute after which an authenticator shows another code. */
const NEXT_CODE_MS = 30_000;

describe('the adapter in the database', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const people = new Map<string, Person>();
  const apps = new Map<string, TestApp>();

  const known = async (person: Promise<Person>) => {
    const found = await person;
    people.set(found.id, found);
    return found;
  };

  let anybody: Promise<Person> | undefined;

  const adapter = (): Adapter => ({
    ports: bed.app.get(AuthorizationServer)['ports'],
    advance: (milliseconds) => bed.clock.advance(milliseconds),
    decideDevice: async (userCode, userId, approved) => {
      const devices = bed.app.get(DevicesStore);
      const device = await devices.byUserCode(userCode, userId);
      if (!device) throw new Error('No pending device has this user code.');
      await devices.decide(device.digest, approved && { ...device.facts, ...approved });
    },
    app: async ({ url, ownerId } = {}) => {
      const owner = people.get(ownerId ?? '') ?? (await (anybody ??= known(cast.developer())));
      const app = await cast.app({ owner, ...(url !== undefined && { url }) });
      apps.set(app.appKey, app);
      return { id: app.appKey, secret: app.appSecret, ownerId: owner.id };
    },
    removeApp: async ({ id, ownerId }) => {
      const { token } = people.get(ownerId) ?? {};
      expectStatus(204, await bed.wire.delete(`/consumer/app/${apps.get(id)?.id}`, { token }));
    },
    endTokensOf: async ({ id }) => {
      expectStatus(204, await cast.asAdmin('DELETE', `/backend/app/${apps.get(id)?.id}/token`));
    },
    apiKey: async ({ id, ownerId }, { scope: scopes, expiresAt: end }) => {
      const { token } = people.get(ownerId) ?? {};
      const expiresAt = end === undefined ? null : new Date(end).toISOString();
      const body = { name: 'a key', scopes, expiresAt };
      const made = await bed.wire.post(`/consumer/app/${apps.get(id)?.id}/key`, { token, body });
      return expectStatus(201, made).body.key;
    },
    person: () => known(cast.developer()),
    secondFactor: async ({ id, username, password }) => {
      const person = people.get(id) ?? (await cast.login(username, password));
      const { secret } = await cast.secondFactor(person);
      bed.clock.advance(NEXT_CODE_MS);
      return () => cast.code(secret);
    },
    account: async () => {
      const partner = await cast.partner();
      return { id: (await cast.account(partner)).id, partnerId: partner.id };
    },
  });

  for (const port of PORTS) describePort(port, adapter);
});
