import { createSecret } from '../../../src/common/identifiers.js';
import type {
  AuthorizationRequest,
  CodeFacts,
  DeviceFacts,
} from '../../../src/oauth/interactive-ports.js';
import { unique } from '../../support/unique.js';
import { type Adapter, atOnce } from './adapter.js';

const LIFETIME_MS = 60_000;
const REQUEST: AuthorizationRequest = {
  clientId: 'gate_app_of_the_contract',
  redirectUri: 'https://app.example/callback',
  redirectUriSent: true,
  scope: ['openid', 'deliveries'],
  state: 'a state',
  nonce: 'a nonce',
  codeChallenge: 'a challenge',
  maxAge: 60,
};

/** What `Codes` promises. */
export function describeCodes(adapter: () => Adapter): void {
  const codes = () => adapter().ports.codes;
  const facts: CodeFacts = {
    request: REQUEST,
    userId: 'a person',
    userEpoch: 2,
    clientEpoch: 3,
    scope: ['deliveries'],
    authTime: 1_700_000_000,
    grantId: 'a grant',
  };
  const started = async () => {
    const code = createSecret('');
    await codes().start(code, facts, LIFETIME_MS);
    return code;
  };

  it('answers "fresh" to exactly one of many, and "replayed" to the others', async () => {
    const code = await started();
    const answers = await atOnce(10, () => codes().consume(code));
    expect(answers.filter(({ outcome }) => outcome === 'fresh')).toEqual([
      { outcome: 'fresh', facts },
    ]);
    expect(answers.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(9);
  });

  it('answers "replayed" with the facts also when the code is over', async () => {
    const code = await started();
    await codes().consume(code);
    adapter().advance(LIFETIME_MS);
    expect(await codes().consume(code)).toEqual({ outcome: 'replayed', facts });
  });

  it('answers "unknown" for a code that expired unused or never was', async () => {
    const code = await started();
    adapter().advance(LIFETIME_MS);
    expect(await codes().consume(code)).toEqual({ outcome: 'unknown' });
    expect(await codes().consume(code)).toEqual({ outcome: 'unknown' });
    expect(await codes().consume(createSecret(''))).toEqual({ outcome: 'unknown' });
  });
}

/** What `Devices` promises (RFC 8628 §3.5). */
export function describeDevices(adapter: () => Adapter): void {
  const clientId = 'gate_app_of_the_contract';
  const facts: DeviceFacts = { clientId, scope: ['deliveries'], resource: 'https://api.example/' };
  const approval = { userId: 'a person', userEpoch: 2, clientEpoch: 3, granted: ['deliveries'] };
  const started = async () => {
    const codes = { deviceCode: createSecret(''), userCode: unique('code') };
    await adapter().ports.devices.start(codes, facts, LIFETIME_MS, 5);
    const poll = (client = clientId) => adapter().ports.devices.poll(codes.deviceCode, client);
    const decide = (approved?: Partial<DeviceFacts>) =>
      adapter().decideDevice(codes.userCode, 'a person', approved);
    return { poll, decide };
  };

  it('is pending until the person has decided', async () => {
    const { poll } = await started();
    expect(await poll()).toEqual({ outcome: 'pending' });
    adapter().advance(5_500);
    expect(await poll()).toEqual({ outcome: 'pending' });
  });

  it('lets who polls too fast wait five seconds longer each time', async () => {
    const { poll, decide } = await started();
    await poll();
    expect(await poll()).toEqual({ outcome: 'too_fast' });
    adapter().advance(8_000);
    expect(await poll()).toEqual({ outcome: 'too_fast' });
    await decide(approval);
    expect(await poll()).toEqual({ outcome: 'too_fast' });
    adapter().advance(20_500);
    expect(await poll()).toMatchObject({ outcome: 'approved' });
  });

  it('is approved for exactly one of many callers, with what was granted', async () => {
    const { poll, decide } = await started();
    await decide(approval);
    const polls = await atOnce(10, () => poll());
    const approved = polls.filter(({ outcome }) => outcome === 'approved');
    expect(approved).toEqual([
      { outcome: 'approved', facts: expect.objectContaining({ ...facts, ...approval }) },
    ]);
    expect(polls.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(9);
    expect(await poll()).toEqual({ outcome: 'unknown' });
  });

  it('is denied when the person said no', async () => {
    const { poll, decide } = await started();
    await decide();
    expect(await poll()).toEqual({ outcome: 'denied' });
    expect(await poll()).toEqual({ outcome: 'denied' });
  });

  it('expires, whether somebody approved it or not', async () => {
    const [waiting, approved] = [await started(), await started()];
    await approved.decide(approval);
    adapter().advance(LIFETIME_MS);
    expect(await waiting.poll()).toEqual({ outcome: 'expired' });
    expect(await approved.poll()).toEqual({ outcome: 'expired' });
  });

  it('is unknown to another client, which uses nothing up', async () => {
    const { poll, decide } = await started();
    await decide(approval);
    expect(await poll('gate_app_of_another')).toEqual({ outcome: 'unknown' });
    expect(await poll()).toMatchObject({ outcome: 'approved' });
    const never = await adapter().ports.devices.poll(createSecret(''), clientId);
    expect(never).toEqual({ outcome: 'unknown' });
  });
}

/** What `PushedRequests` promises (RFC 9126 §2.2, §4). */
export function describePushedRequests(adapter: () => Adapter): void {
  const requests = () => adapter().ports.pushedRequests;
  const push = () => requests().push(REQUEST, LIFETIME_MS);

  it('gives a request to exactly one of many who take it', async () => {
    const id = await push();
    const taken = await atOnce(10, () => requests().take(id, REQUEST.clientId));
    expect(taken.filter(Boolean)).toEqual([REQUEST]);
    expect(await requests().look(id, REQUEST.clientId)).toBeUndefined();
  });

  it('shows it as often as somebody looks', async () => {
    const id = await push();
    expect(await requests().look(id, REQUEST.clientId)).toEqual(REQUEST);
    expect(await requests().look(id, REQUEST.clientId)).toEqual(REQUEST);
    expect(await requests().take(id, REQUEST.clientId)).toEqual(REQUEST);
  });

  it('gives nothing to another client, and stays for its own', async () => {
    const id = await push();
    expect(await requests().look(id, 'gate_app_of_another')).toBeUndefined();
    expect(await requests().take(id, 'gate_app_of_another')).toBeUndefined();
    expect(await requests().take(id, REQUEST.clientId)).toEqual(REQUEST);
  });

  it('has nothing under an id that is over or never was', async () => {
    const id = await push();
    adapter().advance(LIFETIME_MS);
    for (const each of [id, 'req_unknown']) {
      expect(await requests().look(each, REQUEST.clientId)).toBeUndefined();
      expect(await requests().take(each, REQUEST.clientId)).toBeUndefined();
    }
  });
}
