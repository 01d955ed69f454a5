import { createIdentifier } from '../../../src/common/identifiers.js';
import type { Grant } from '../../../src/oauth/ports.js';
import { unique } from '../../support/unique.js';
import { type Adapter, atOnce } from './adapter.js';

/** Short, so that nobody’s login is over when all contracts have moved the time on. */
const LIFETIME_MS = 300_000;

/** What `Grants` promises. */
export function describeGrants(adapter: () => Adapter): void {
  const grants = () => adapter().ports.grants;
  const fresh = (facts: Partial<Grant> = {}): Grant => {
    const now = adapter().ports.now();
    return {
      id: createIdentifier('', now),
      kind: 'client_credentials',
      profile: 'authorization',
      clientId: unique('gate_app'),
      scope: ['deliveries', 'tasks.read'],
      generation: 0,
      clientEpoch: 3,
      userEpoch: 0,
      authTime: 0,
      createdAt: now,
      rotatedAt: now,
      expiresAt: now + LIFETIME_MS,
      ...facts,
    };
  };
  const started = async (facts: Partial<Grant> = {}) => {
    const grant = fresh(facts);
    await grants().start(grant);
    return grant;
  };
  const later = () => adapter().ports.now() + 2 * LIFETIME_MS;
  const rotate = (grant: Grant, generation = 0, isStored = true) =>
    grants().rotate(grant, generation, later(), isStored);

  it('finds what was started, with everything it was started with', async () => {
    const person = await adapter().person();
    const grant = fresh({
      kind: 'authorization_code',
      userId: person.id,
      account: 'acc',
      resource: 'https://api.example/',
      keyThumbprint: 'thumbprint',
      secondFactor: true,
      userEpoch: 5,
      authTime: 1_700_000_000,
      name: 'a name',
    });
    expect(await grants().start(grant)).toBe(true);
    expect(await grants().find(grant.id)).toMatchObject(grant);
    expect(await grants().find(fresh().id)).toBeUndefined();
  });

  it('starts an id once, for exactly one of many', async () => {
    const grant = fresh();
    const started = await atOnce(10, () => grants().start(grant));
    expect(started.filter(Boolean)).toHaveLength(1);
    expect(await grants().start({ ...grant, scope: ['backend'] })).toBe(false);
    expect(await grants().find(grant.id)).toMatchObject({ scope: grant.scope });
  });

  it('rotates to the next generation and expiry; whose it is and its epochs stay', async () => {
    const grant = await started({ clientEpoch: 7 });
    adapter().advance(60_000);
    const [expiresAt, now] = [later(), adapter().ports.now()];
    const rotation = await grants().rotate(grant, 0, expiresAt, true);
    const next = { ...grant, generation: 1, expiresAt, rotatedAt: expect.any(Number) };
    expect(rotation).toMatchObject({ outcome: 'rotated', grant: next });
    const found = await grants().find(grant.id);
    expect(found).toMatchObject(next);
    expect(found?.rotatedAt).toBeGreaterThanOrEqual(now);
  });

  it.each([
    ['that is stored', true],
    ['that has left nothing yet', false],
  ])('lets exactly one of many callers at once rotate a grant %s', async (_, isStored) => {
    const grant = fresh();
    if (isStored) await grants().start(grant);
    // Every refresh begins so; that nothing was found must not be remembered.
    await grants().find(grant.id);
    const rotations = await atOnce(20, () => rotate(grant, 0, isStored));
    const outcomes = rotations.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'rotated')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(19);
    for (const rotation of rotations)
      expect(rotation).toMatchObject({ grant: { id: grant.id, generation: 1 } });
    expect(await grants().find(grant.id)).toMatchObject({ generation: 1 });
  });

  it('lets exactly one of many callers at once rotate each of many grants', async () => {
    const many = await atOnce(20, () => started());
    const first = await Promise.all(many.flatMap((grant) => [rotate(grant), rotate(grant)]));
    const second = await Promise.all(many.map((grant) => rotate(grant, 1)));
    expect(first.filter(({ outcome }) => outcome === 'rotated')).toHaveLength(20);
    expect(first.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(20);
    expect(second.map(({ outcome }) => outcome)).toEqual(many.map(() => 'rotated'));
    for (const { id } of many) expect(await grants().find(id)).toMatchObject({ generation: 2 });
  });

  it('answers each of many callers at once by its own grant', async () => {
    const [expired, ended, spent, live, unstored] = [
      await started(),
      await started(),
      await started({ expiresAt: later() }),
      await started({ expiresAt: later() }),
      fresh({ expiresAt: later() }),
    ];
    await grants().revoke(ended.id);
    await rotate(spent);
    await rotate(spent, 1);
    adapter().advance(LIFETIME_MS);
    const rotations = await Promise.all([
      rotate(expired),
      rotate(ended),
      rotate(spent),
      rotate(fresh()),
      rotate(live),
      rotate(unstored, 0, false),
    ]);
    expect(rotations.map(({ outcome }) => outcome)).toEqual([
      'over',
      'over',
      'replayed',
      'over',
      'rotated',
      'rotated',
    ]);
    for (const { id } of [live, unstored])
      expect(await grants().find(id)).toMatchObject({ generation: 1 });
  });

  it('answers "repeated" for ten seconds, and changes nothing by it', async () => {
    const grant = await started();
    await rotate(grant);
    const before = await grants().find(grant.id);
    adapter().advance(8_000);
    expect(await rotate(grant)).toMatchObject({ outcome: 'repeated', grant: { generation: 1 } });
    expect(await grants().find(grant.id)).toEqual(before);
    expect(await rotate(grant, 1)).toMatchObject({ outcome: 'rotated', grant: { generation: 2 } });
  });

  it('answers "replayed" later, once, and the grant is over', async () => {
    const grant = await started();
    await rotate(grant);
    adapter().advance(10_500);
    expect(await rotate(grant)).toEqual({ outcome: 'replayed' });
    expect((await grants().find(grant.id))?.endedAt).toEqual(expect.any(Number));
    expect(await rotate(grant)).toEqual({ outcome: 'over' });
    expect(await rotate(grant, 1)).toEqual({ outcome: 'over' });
  });

  it('answers "replayed" at once when the successor was used', async () => {
    const grant = await started();
    await rotate(grant);
    await rotate(grant, 1);
    expect(await rotate(grant)).toEqual({ outcome: 'replayed' });
    expect(await rotate(grant, 2)).toEqual({ outcome: 'over' });
  });

  it('answers "over" for what is unknown, expired or ended', async () => {
    const [expired, ended] = [await started(), await started()];
    await grants().revoke(ended.id);
    expect(await rotate(fresh())).toEqual({ outcome: 'over' });
    expect(await rotate(ended)).toEqual({ outcome: 'over' });
    adapter().advance(LIFETIME_MS);
    expect(await rotate(expired)).toEqual({ outcome: 'over' });
  });

  it('ends a grant, which stays to be found; ending it again changes nothing', async () => {
    const grant = await started();
    await grants().revoke(grant.id);
    const found = await grants().find(grant.id);
    expect(found).toMatchObject({ id: grant.id, endedAt: expect.any(Number) });
    adapter().advance(1_000);
    await grants().revoke(grant.id);
    await grants().revoke(fresh().id);
    expect(await grants().find(grant.id)).toEqual(found);
  });

  it('ends a grant that has left nothing yet: its first token rotates nothing', async () => {
    const grant = fresh();
    await grants().find(grant.id);
    await grants().revoke(grant.id, grant);
    expect(await grants().find(grant.id)).toMatchObject({ endedAt: expect.any(Number) });
    expect(await rotate(grant, 0, false)).toEqual({ outcome: 'over' });
  });

  it('ends what a replayed code gave, also when its first user has not started it yet', async () => {
    const { id: userId } = await adapter().person();
    const code = { kind: 'authorization_code' as const, userId };
    const [live, coming] = [await started(code), fresh(code)];
    await grants().revokeReplayed(live);
    await grants().revokeReplayed(coming);
    expect(await grants().start(coming)).toBe(false);
    for (const { id } of [live, coming])
      expect((await grants().find(id))?.endedAt).toEqual(expect.any(Number));
  });
}
