/** @database sqlite */
import { makeApi } from '../support/apis.js';
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';
import { unique } from '../support/unique.js';

describe('the first steps of a new installation', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  const steps = async () =>
    expectStatus(200, await cast.asAdmin('GET', '/backend/statistic/attention')).body.firstSteps;

  it('are done by what is there, and are shown no more once they were dismissed', async () => {
    const named = { name: false, mail: false, api: false };
    const nothing = { ...named, scope: false, role: false, developer: false };
    expect(await steps()).toEqual(nothing);
    await cast.developer();
    expect(await steps()).toEqual({ ...nothing, developer: true });
    const name = unique('parcels');
    const scope = { body: { name, description: '' } };
    expectStatus(201, await cast.asAdmin('POST', '/backend/scope', scope));
    await cast.setting('role_default', (await cast.role([name])).name);
    expect(await steps()).toEqual({ ...nothing, scope: true, role: true });
    await makeApi(cast);
    expect(await steps()).toMatchObject({ api: true });
    const face = { body: { name: 'Harbour Parcels' } };
    expectStatus(200, await cast.asAdmin('PUT', '/backend/appearance', face));
    expect(await steps()).toMatchObject({ name: true });
    await cast.setting('portal.first_steps', false);
    expect(await steps()).toBeNull();
  });
});
