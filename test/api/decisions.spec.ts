/** @database sqlite */
import { Cast, expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

describe('a decision about an app that waits', () => {
  const bed = testbed();
  const cast = new Cast(bed);

  it('reaches its owner with what the administrator wrote, in the portal and by mail', async () => {
    await cast.setting('app.approval', true);
    const { id, owner } = await cast.app();
    const decide = async (body: object) =>
      expectStatus(200, await cast.asAdmin('PUT', `/backend/app/${id}`, { body })).body;
    const seen = async () => {
      const { token } = owner;
      const { body } = expectStatus(200, await bed.wire.get(`/consumer/app/${id}`, { token }));
      return [body.status, body.decisionMessage];
    };
    expect(await seen()).toEqual(['pending', null]);
    const decisionMessage = 'Please name your company,\nand ask again.';
    await decide({ status: 'disabled', decisionMessage });
    expect(await seen()).toEqual(['disabled', decisionMessage]);
    await decide({ status: 'active' });
    expect(await seen()).toEqual(['active', null]);
    const mails = () => bed.outbox().filter((mail) => mail.includes(owner.email));
    while (!mails().some((mail) => mail.includes('refused an app of yours')))
      await new Promise((resolve) => setImmediate(resolve));
  });

  it('is worded by administrators alone', async () => {
    const { id, owner } = await cast.app();
    const body = { decisionMessage: 'Approved by myself' };
    const { token } = owner;
    expectStatus(400, await bed.wire.put(`/consumer/app/${id}`, { token, body }));
  });
});
