import { expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import type { Wire } from '../support/wire.js';
import { inFront } from './fronts.js';
import { rawRequest } from './raw.js';
import { gateStage } from './stage.js';

const bed = testbed();
const stage = gateStage(bed);

describe('Through nginx, which asks another instance than the one where it was changed', () => {
  let other: Wire;
  beforeAll(async () => (other = await bed.second()));
  const admin = (...call: Parameters<typeof stage.cast.asAdmin>) => stage.cast.asAdmin(...call);
  /** The statuses of requests, each a few milliseconds after the one before, until one is this. */
  const within = async (wanted: number, send: () => Promise<{ status: number }>) => {
    const until = Date.now() + 1_000;
    let status = 0;
    do ({ status } = await send());
    while (status !== wanted && Date.now() < until);
    return status;
  };

  it('what was taken away is refused within a second: an operation, a key, a role, an app', () =>
    inFront(
      stage,
      ['nginx', 'express'],
      async ({ proxy }) => {
        const { cast, app, api } = stage;
        const get = (path: string, ...lines: string[]) =>
          rawRequest(proxy.port, 'GET', path, lines);
        const bearer = (token: string) => `Authorization: Bearer ${token}`;

        const health = `/backend/api/${api.id}/operation/payments.health`;
        expect((await get('/v1/health')).status).toBe(200);
        expectStatus(200, await admin('PUT', health, { body: { access: 'private' } }));
        expect(await within(401, () => get('/v1/health'))).toBe(401);

        const { id: roleId, name } = await cast.role(['consumer', 'payments']);
        const owner = await cast.holderOf(name);
        const theirs = await cast.app({ owner, scopes: ['payments'] });
        const token = bearer(await cast.token(theirs));
        expect((await get('/v1/charges', token)).status).toBe(200);
        const less = { body: { scopes: ['consumer'] } };
        expectStatus(200, await admin('PUT', `/backend/role/${roleId}`, less));
        expect(await within(403, () => get('/v1/charges', token))).toBe(403);

        const key = `X-Api-Key: ${stage.apiKey}`;
        expect((await get('/v1/charges', key)).status).toBe(200);
        const keys = `/consumer/app/${app.id}/key`;
        const [{ id }] = expectStatus(200, await admin('GET', keys)).body.entry;
        expectStatus(204, await admin('DELETE', `${keys}/${id}`));
        expect(await within(401, () => get('/v1/charges', key))).toBe(401);

        const mine = bearer(stage.token);
        expect((await get('/v1/charges', mine)).status).toBe(200);
        const off = { body: { status: 'disabled' } };
        expectStatus(200, await admin('PUT', `/backend/app/${app.id}`, off));
        expect(await within(401, () => get('/v1/charges', mine))).toBe(401);
      },
      { gatehouse: new URL(other.url).host },
    ));
});
