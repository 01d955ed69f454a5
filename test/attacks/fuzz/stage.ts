import { Browser, CALLBACK, authorizeUrl } from '../../support/browser.js';
import { Cast } from '../../support/cast.js';
import type { Server } from '../../support/server.js';
import { unique } from '../../support/unique.js';
import type { Answer } from '../../support/wire.js';

/** What the shots may have changed. */
const SETTINGS = [
  ['registration.enabled', true],
  ['registration.activation', 'none'],
  ['app.approval', false],
  ['oauth.dynamic_registration', 'token'],
] as const;

const MANY = 40;

/** What is real: the names in `<…>` of a shot, and what they stand for, one after the other. */
export type Stage = Record<string, readonly string[]>;

/**
 * People, apps, tokens and rows for the shots. What they may destroy is there many times or is
 * nobody who asks: `person`, `app` and `account` are others than those whose tokens are used.
 */
export async function setStage(server: Server): Promise<Stage> {
  const cast = new Cast(server);
  const { wire } = server;
  for (const [key, value] of SETTINGS)
    await cast.asAdmin('PUT', `/backend/config/${key}`, { body: { value } });
  const admin = await cast.holderOf('Administrator');
  const [partner, developer, person] = [
    await cast.partner(),
    await cast.holderOf('Consumer'),
    await cast.holderOf('Partner'),
  ];
  const account = await cast.account(partner);
  const role = await cast.role(['deliveries', 'tasks']);
  const app = await cast.app({ owner: developer, redirectUris: [CALLBACK] });
  const spare = await cast.app({ owner: developer });
  const open = await cast.app({ owner: developer, type: 'public', redirectUris: [CALLBACK] });
  const firstParty = await cast.firstPartyApp();
  const many = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: MANY }, make));
  const tokens = await many(() => cast.tokens(app));
  const { token } = developer;
  const expiresAt = new Date(server.clock.now() + 86_400_000).toISOString();
  const personal = await wire.post('/consumer/token', {
    token,
    body: { name: unique('token'), scopes: ['deliveries'], expiresAt },
  });
  const bearer = await cast.token(app);
  const deliveries = await many(() =>
    wire.post('/api/deliveries', { token: bearer, body: { title: 'x' } }),
  );
  const form = { client_id: open.appKey, scope: 'deliveries' };
  const devices = await many(() => wire.post('/authorization/device', { form }));
  const browser = new Browser({ wire, url: wire.url });
  await browser.signIn(developer);
  const consents = await many(() => browser.ask(authorizeUrl(app)));
  const codes = await many(async () => (await browser.allow(authorizeUrl(app))).get('code') ?? '');
  const ids = (answers: Answer[], name: string) => answers.map(({ body }) => String(body[name]));
  const each = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
  return {
    ...each({ app: spare.id, appKey: app.appKey, appSecret: app.appSecret, callback: CALLBACK }),
    ...each({ publicKey: open.appKey, firstPartyKey: firstParty.appKey, origin: wire.url }),
    ...each({ adminToken: admin.token, partnerToken: partner.token, developerToken: token }),
    ...each({ person: person.id, personToken: person.token, loginRefresh: person.refreshToken }),
    ...each({ username: person.username, password: person.password, bearer }),
    ...each({ account: account.id, role: role.id, cookie: browser.cookie ?? '' }),
    ...each({ personal: personal.body.id, personalToken: personal.body.token }),
    ...each({ appBasic: base64(app.appKey, app.appSecret) }),
    ...each({ personBasic: base64(person.username, person.password) }),
    access: tokens.map(({ access_token }) => access_token),
    refresh: tokens.map(({ refresh_token }) => refresh_token),
    delivery: ids(deliveries, 'id'),
    deviceCode: ids(devices, 'device_code'),
    userCode: ids(devices, 'user_code'),
    consent: consents,
    code: codes,
  };
}

const base64 = (name: string, secret: string) =>
  Buffer.from(`${name}:${secret}`).toString('base64');
