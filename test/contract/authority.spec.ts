/** @database sqlite */
import { uncovered } from '../../src/oauth/scope.js';
import { Browser } from '../support/browser.js';
import { Cast, expectStatus, type Person } from '../support/cast.js';
import { concrete, hasBody, type Listed, operations } from '../support/operations.js';
import { testbed } from '../support/testbed.js';
import type { Answer, Message } from '../support/wire.js';

/** What anybody may call; each of them looks at credentials, codes or links by itself, or tells nothing. */
const PUBLIC = [
  'authorization.authorize',
  'authorization.authorizeByPost',
  'authorization.device',
  'authorization.introspect',
  'authorization.par',
  'authorization.register',
  'authorization.revoke',
  'authorization.token',
  'authorization.tokenByGet',
  'consumer.activate',
  'consumer.login',
  'consumer.password_reset.create',
  'consumer.password_reset.update',
  'consumer.register',
  'consumer.renew',
  'consumer.resend',
  'oauth.token',
  'oauth.tokenByGet',
  'oauth2.token',
  'oauth2.tokenByGet',
  'portal.session.create',
  'portal.session.remove',
  'system.about',
  'system.live',
  'system.ready',
  'well-known.authorizationServer',
  'well-known.jwks',
  'well-known.oauth-protected-resource.gate.api',
  'well-known.openidConfiguration',
  'well-known.protectedResource',
];

/** What a token for one account opens. */
const PER_ACCOUNT = [
  'authorization.userinfo',
  'authorization.userinfoByPost',
  'authorization.whoami',
  'consumer.logout',
  ...['deliveries', 'tasks'].flatMap((base) =>
    ['list', 'create', 'get', 'update', 'remove'].map((verb) => `${base}.${verb}`),
  ),
];

/** What only the person does: it gives a key, an address or an owner. */
const OWN_LOGIN = [
  'backend.app.create',
  'backend.app.remove',
  'backend.app.removeSecret',
  'backend.app.secret',
  'backend.app.update',
  'backend.bin.remove',
  'backend.bin.restore',
  'backend.gate.create',
  'backend.gate.key',
  'backend.initial_access.create',
  'backend.initial_access.remove',
  'backend.key.import',
  'backend.user.create',
  'backend.user.logout',
  'backend.user.remove',
  'backend.user.removeSecondFactor',
  'backend.user.resend',
  'backend.user.resetPassword',
  'backend.user.update',
  'consumer.account.change_password',
  'consumer.account.mfa.create',
  'consumer.account.mfa.recovery_codes',
  'consumer.account.mfa.remove',
  'consumer.account.mfa.update',
  'consumer.account.remove',
  'consumer.account.update',
  'consumer.app.create',
  'consumer.app.enable',
  'consumer.app.key.create',
  'consumer.app.key.remove',
  'consumer.app.key.rotate',
  'consumer.app.remove',
  'consumer.app.removeSecret',
  'consumer.app.secret',
  'consumer.app.update',
  'consumer.bin.remove',
  'consumer.bin.restore',
  'consumer.confirm',
  'consumer.terms.accept',
  'consumer.terms.get',
  'consumer.token.create',
  'consumer.token.remove',
];

/** Of these, what takes a proof of the last ten minutes: it decides about a person. */
const CONFIRMED = [
  'backend.bin.remove',
  'backend.bin.restore',
  'backend.initial_access.create',
  'backend.user.create',
  'backend.user.logout',
  'backend.user.remove',
  'backend.user.removeSecondFactor',
  'backend.user.resend',
  'backend.user.resetPassword',
  'backend.user.update',
  'consumer.account.mfa.create',
  'consumer.account.mfa.recovery_codes',
  'consumer.account.mfa.remove',
  'consumer.account.mfa.update',
  'consumer.account.remove',
  'consumer.account.update',
];

/** What every token opens that has the scope, unless it is for one account. */
const BY_SCOPE = [
  'backend.account.create',
  'backend.account.get',
  'backend.account.list',
  'backend.activity.list',
  'backend.account.member.list',
  'backend.account.remove',
  'backend.account.update',
  'backend.app.activity',
  'backend.acceptance.list',
  'backend.announcement.get',
  'backend.announcement.update',
  'backend.api.create',
  'backend.api.get',
  'backend.api.import',
  'backend.api.list',
  'backend.api.operation.list',
  'backend.api.operation.preview',
  'backend.api.operation.update',
  'backend.api.remove',
  'backend.api.update',
  'backend.app.endTokens',
  'backend.app.get',
  'backend.app.list',
  'backend.appearance.get',
  'backend.appearance.removeImage',
  'backend.appearance.setImage',
  'backend.appearance.update',
  'backend.audit.export',
  'backend.audit.list',
  'backend.bin.get',
  'backend.bin.list',
  'backend.config.get',
  'backend.config.list',
  'backend.config.update',
  'backend.gate.get',
  'backend.gate.list',
  'backend.gate.remove',
  'backend.gate.update',
  'backend.initial_access.list',
  'backend.refusal.list',
  'backend.operation.list',
  'backend.page.create',
  'backend.page.get',
  'backend.page.list',
  'backend.page.remove',
  'backend.page.update',
  'backend.mail.list',
  'backend.mail.test',
  'backend.role.create',
  'backend.role.get',
  'backend.role.list',
  'backend.role.preview',
  'backend.role.remove',
  'backend.role.update',
  'backend.scope.create',
  'backend.scope.get',
  'backend.scope.list',
  'backend.scope.remove',
  'backend.scope.update',
  'backend.call.get',
  'backend.statistic.attention',
  'backend.statistic.get',
  'backend.terms.create',
  'backend.terms.get',
  'backend.terms.list',
  'backend.terms.remove',
  'backend.token.get',
  'backend.token.list',
  'backend.token.remove',
  'backend.user.get',
  'backend.user.list',
  'consumer.account.get',
  'consumer.api.document',
  'consumer.api.get',
  'consumer.api.list',
  'consumer.app.activity',
  'consumer.app.call',
  'consumer.app.disable',
  'consumer.app.endTokens',
  'consumer.app.get',
  'consumer.app.key.list',
  'consumer.app.list',
  'consumer.app.live',
  'consumer.bin.get',
  'consumer.bin.list',
  'consumer.app.refusal',
  'consumer.grant.get',
  'consumer.grant.list',
  'consumer.grant.remove',
  'consumer.membership.list',
  'consumer.page.get',
  'consumer.page.list',
  'consumer.scope.list',
  'consumer.session.list',
  'consumer.session.remove',
  'consumer.session.removeAll',
  'consumer.token.get',
  'consumer.token.list',
  'metrics.read',
  'partner.account.create',
  'partner.account.get',
  'partner.account.list',
  'partner.account.member.create',
  'partner.account.member.list',
  'partner.account.member.remove',
  'partner.account.remove',
  'partner.account.update',
  'portal.consent.decide',
  'portal.consent.get',
  'portal.device.enter',
  'portal.logout.create',
  'portal.session.get',
];

/** These end the token that is tried; a test of their own lets them pass. */
const ENDS_ITSELF = [
  'consumer.account.remove',
  'consumer.logout',
  'consumer.session.removeAll',
  'portal.logout.create',
];

const DECISIONS = [
  'authentication_required',
  'invalid_token',
  'account_restricted',
  'own_login_required',
  'confirmation_required',
  'insufficient_scope',
];

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS = 'urn:ietf:params:oauth:token-type:access_token';

/** A kind of token, and what of its kind the guard looks at. */
interface Kind {
  message: Message;
  /** The one answer to everything, when it is no access token at all. */
  always?: string;
  held?: string[];
  own?: boolean;
  /** Whether the person proved who they are more than ten minutes ago. */
  stale?: boolean;
  restricted?: boolean;
}

describe('who may do what: every operation by every kind of token', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let closed: Listed[];
  let open: string[];
  let all: string[];
  let person: Person;
  const kinds = new Map<string, Kind>();

  beforeAll(async () => {
    const every = await operations(cast);
    closed = every.filter((operation) => !operation.public);
    open = every.filter((operation) => operation.public).map(({ name }) => name);
    const roots = closed.map(({ scope }) => (scope ?? '').split('.')[0] ?? '');
    all = [...new Set(roots)].filter((name) => name !== 'openid');
    person = await cast.holderOf('Administrator');
    await addKinds();
  });

  const tokenFrom = async (basic: [string, string], form: Record<string, string>) =>
    expectStatus(200, await bed.wire.post('/authorization/token', { basic, form })).body
      .access_token as string;

  async function addKinds(): Promise<void> {
    const { username, password } = person;
    const own: [string, string] = [username, password];
    const machine = { grant_type: 'client_credentials' };
    const add = (name: string, facts: Kind) => kinds.set(name, facts);
    const bearer = (name: string, value: string, facts: Partial<Kind> = {}) =>
      add(name, { message: { token: value }, held: all, ...facts });
    const browser = new Browser(bed);
    const session = async (): Promise<Message> => {
      await browser.signIn(person);
      const { cookie = '' } = browser;
      browser.cookie = undefined;
      return { headers: { origin: bed.url, cookie } };
    };
    const withOpenid = [...all, 'openid'];
    add('old portal session', {
      message: await session(),
      held: withOpenid,
      own: true,
      stale: true,
    });
    bearer('old login', person.token, { own: true, stale: true });
    bearer('old name and password', await tokenFrom(own, machine), { own: true, stale: true });
    bed.clock.advance(601_000);
    const { token } = await cast.login(username, password);
    const names = all.join(' ');
    const some = all.filter((name) => name !== 'tasks');
    const account = (await cast.account({ ...person, token })).id;
    const app = await cast.app({ owner: { ...person, token }, scopes: all });
    const trusted = await cast.firstPartyApp({ scopes: all, type: 'confidential' });
    const itself: [string, string] = [app.appKey, app.appSecret];
    const behalf: [string, string] = [trusted.appKey, trusted.appSecret];
    const asPerson = { grant_type: 'password', username, password };
    const exchange = { grant_type: EXCHANGE, subject_token: token, subject_token_type: ACCESS };
    const make = (path: string, body: unknown) => bed.wire.post(path, { token, body });
    const personal = await make('/consumer/token', { name: 'script', scopes: all });
    const initial = await make('/backend/initial_access', {});
    const restricted = `${names} account:${account}`;

    add('nobody', { message: {}, always: 'authentication_required' });
    add('portal session', { message: await session(), held: withOpenid, own: true });
    bearer('login', token, { own: true });
    bearer('name and password', await tokenFrom(own, machine), { own: true });
    const narrowed = await tokenFrom(own, { ...machine, scope: some.join(' ') });
    bearer('narrowed name and password', narrowed, { held: some });
    const ofPerson = await tokenFrom(own, { ...machine, scope: restricted });
    bearer('name and password for an account', ofPerson, { restricted: true });
    bearer('personal token', expectStatus(201, personal).body.token);
    const bound = { name: 'script', scopes: all, accountId: account };
    const ofScript = expectStatus(201, await make('/consumer/token', bound)).body.token;
    bearer('personal token for an account', ofScript, { restricted: true });
    const its = await cast.app({ owner: { ...person, token }, scopes: all, accountId: account });
    const ofAccount = await tokenFrom([its.appKey, its.appSecret], machine);
    bearer('app of an account', ofAccount, { restricted: true });
    bearer('app for itself', await tokenFrom(itself, machine));
    const keyOf = async ({ id }: { id: string }, scopes: string[]) =>
      expectStatus(201, await make(`/consumer/app/${id}/key`, { name: 'key', scopes })).body.key;
    bearer('API key', await keyOf(app, all));
    bearer('API key with some scopes', await keyOf(app, some), { held: some });
    bearer('API key of an app of an account', await keyOf(its, all), { restricted: true });
    const ofApp = await tokenFrom(itself, { ...machine, scope: restricted });
    bearer('app for itself and an account', ofApp, { restricted: true });
    bearer('app for a person', await tokenFrom(behalf, asPerson));
    const forBoth = await tokenFrom(behalf, { ...asPerson, scope: restricted });
    bearer('app for a person and an account', forBoth, { restricted: true });
    bearer('exchanged token', await tokenFrom(behalf, exchange));
    const swapped = await tokenFrom(behalf, { ...exchange, scope: restricted });
    bearer('exchanged token for an account', swapped, { restricted: true });
    const { token: register } = expectStatus(201, initial).body;
    add('initial access token', { message: { token: register }, always: 'invalid_token' });
  }

  const decisionOf = ({ body }: Answer): string =>
    DECISIONS.includes(body.code) ? body.code : 'passes';

  const expected = (kind: Kind, operation: Listed): string => {
    const { always, held = [], own, stale, restricted } = kind;
    if (always) return always;
    if (restricted && !PER_ACCOUNT.includes(operation.name)) return 'account_restricted';
    const needed = (operation.scope ?? '').split(' ');
    const isOwn = OWN_LOGIN.includes(operation.name);
    // Who one is takes no role.
    const opened = isOwn && own ? [...held, 'openid'] : held;
    if (uncovered(opened, needed).length > 0) return 'insufficient_scope';
    if (isOwn && !own) return 'own_login_required';
    return stale && CONFIRMED.includes(operation.name) ? 'confirmation_required' : 'passes';
  };

  it('has one decision about each operation, and the catalogue says the same', () => {
    expect(open.toSorted()).toEqual(PUBLIC);
    const decided = [...PER_ACCOUNT, ...OWN_LOGIN, ...BY_SCOPE].toSorted();
    expect(closed.map(({ name }) => name).toSorted()).toEqual(decided);
    const marked = (mark: 'perAccount' | 'ownLogin' | 'confirmed') =>
      closed.filter((operation) => operation[mark]).map(({ name }) => name);
    expect(marked('perAccount').toSorted()).toEqual(PER_ACCOUNT.toSorted());
    expect(marked('ownLogin').toSorted()).toEqual(OWN_LOGIN.toSorted());
    expect(marked('confirmed').toSorted()).toEqual(CONFIRMED.toSorted());
  });

  it.each([
    'nobody',
    'old portal session',
    'old login',
    'old name and password',
    'portal session',
    'login',
    'name and password',
    'narrowed name and password',
    'name and password for an account',
    'personal token',
    'personal token for an account',
    'app for itself',
    'API key',
    'API key with some scopes',
    'API key of an app of an account',
    'app of an account',
    'app for itself and an account',
    'app for a person',
    'app for a person and an account',
    'exchanged token',
    'exchanged token for an account',
    'initial access token',
  ])('holds for: %s', async (name) => {
    const kind = kinds.get(name);
    if (!kind) throw new Error(`No token of the kind ${name} was made.`);
    const [wanted, found]: [string[], string[]] = [[], []];
    for (const operation of closed) {
      const decision = expected(kind, operation);
      if (decision === 'passes' && ENDS_ITSELF.includes(operation.name)) continue;
      const answer = await bed.wire.send(operation.method, concrete(operation.path), {
        ...(hasBody(operation.method) && { body: {} }),
        ...kind.message,
      });
      expect([operation.name, answer.status < 500]).toEqual([operation.name, true]);
      wanted.push(`${operation.name}: ${decision}`);
      found.push(`${operation.name}: ${decisionOf(answer)}`);
    }
    expect(found).toEqual(wanted);
  });

  it('lets a login or a session end itself, and remove its person', async () => {
    const { token } = await cast.developer();
    expectStatus(204, await bed.wire.post('/consumer/logout', { token }));
    const { token: everywhere } = await cast.developer();
    expectStatus(204, await bed.wire.delete('/consumer/session', { token: everywhere }));
    const browser = new Browser(bed);
    await browser.signIn(await cast.developer());
    expectStatus(200, await browser.send('POST', '/portal/logout', { body: {} }));
    const { token: last } = await cast.developer();
    expectStatus(204, await bed.wire.delete('/consumer/account', { token: last }));
  });
});
