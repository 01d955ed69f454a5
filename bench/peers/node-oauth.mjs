import { timingSafeEqual } from 'node:crypto';
import OAuth2Server from '@node-oauth/oauth2-server';
import { answer, basicOf, bodyOf, serve } from './http.mjs';
import { deliveries, digest, openDatabase } from './sqlite.mjs';

// @node-oauth/oauth2-server on bare HTTP. The library brings no storage: tokens are rows under their
// digest, statements are prepared once, and a client's secret is compared as a digest.
const HOUR = 3600;
const MONTH = 30 * 24 * HOUR;
const { Request, Response } = OAuth2Server;

const database = openDatabase(`
  CREATE TABLE IF NOT EXISTS client (id TEXT PRIMARY KEY, secret BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS access_token (
    digest BLOB PRIMARY KEY, client TEXT NOT NULL, owner TEXT NOT NULL, scope TEXT NOT NULL, expires INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS refresh_token (
    digest BLOB PRIMARY KEY, client TEXT NOT NULL, owner TEXT NOT NULL, scope TEXT NOT NULL, expires INTEGER NOT NULL
  ) WITHOUT ROWID;`);
database
  .prepare('INSERT OR REPLACE INTO client VALUES (?, ?)')
  .run(process.env.CLIENT_ID, digest(process.env.CLIENT_SECRET));
const addDelivery = deliveries(database);

const selectClient = database.prepare('SELECT id, secret FROM client WHERE id = ?');
const tokens = Object.fromEntries(
  ['access_token', 'refresh_token'].map((table) => [
    table,
    {
      insert: database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?)`),
      select: database.prepare(`SELECT * FROM ${table} WHERE digest = ?`),
      remove: database.prepare(`DELETE FROM ${table} WHERE digest = ?`),
    },
  ]),
);
const begin = database.prepare('BEGIN IMMEDIATE');
const commit = database.prepare('COMMIT');

const seconds = (date) => Math.floor(date.getTime() / 1000);

function knownClient(id, secret) {
  const row = selectClient.get(id);
  if (!row || (secret && !timingSafeEqual(row.secret, digest(secret)))) return undefined;
  return {
    id,
    grants: ['client_credentials', 'refresh_token'],
    accessTokenLifetime: HOUR,
    refreshTokenLifetime: MONTH,
  };
}

function findToken(table, value) {
  const row = tokens[table].select.get(digest(value));
  return (
    row && {
      expires: new Date(row.expires * 1000),
      scope: row.scope.split(' '),
      client: { id: row.client },
      user: { id: row.owner },
    }
  );
}

function saveToken(table, value, expires, { client, user, scope }) {
  tokens[table].insert.run(digest(value), client.id, user.id, scope.join(' '), seconds(expires));
}

const model = {
  getClient: async (id, secret) => knownClient(id, secret),
  getUserFromClient: async ({ id }) => ({ id }),
  validateScope: async (user, client, scope) => scope ?? ['api'],
  verifyScope: async () => true,
  async saveToken(token, client, user) {
    const facts = { client, user, scope: token.scope };
    // One commit for both rows; a single row needs no transaction of its own.
    if (token.refreshToken) begin.run();
    saveToken('access_token', token.accessToken, token.accessTokenExpiresAt, facts);
    if (token.refreshToken) {
      saveToken('refresh_token', token.refreshToken, token.refreshTokenExpiresAt, facts);
      commit.run();
    }
    return { ...token, client, user };
  },
  async getAccessToken(accessToken) {
    const found = findToken('access_token', accessToken);
    return found && { ...found, accessToken, accessTokenExpiresAt: found.expires };
  },
  async getRefreshToken(refreshToken) {
    const found = findToken('refresh_token', refreshToken);
    return found && { ...found, refreshToken, refreshTokenExpiresAt: found.expires };
  },
  revokeToken: async ({ refreshToken }) =>
    tokens.refresh_token.remove.run(digest(refreshToken)).changes === 1,
};
const oauth = new OAuth2Server({ model, alwaysIssueNewRefreshToken: true });

const ROUTES = {
  '/token': async (request, body) => {
    const result = new Response({});
    await oauth.token(oauthRequest(request, body), result);
    return [result.status, result.body, result.headers];
  },
  '/introspect': async (request, { token }) => {
    const [id, secret] = basicOf(request);
    if (!secret || !knownClient(id, secret)) return [401, { error: 'invalid_client' }];
    const found = findToken('access_token', token);
    if (!found || found.expires < new Date()) return [200, { active: false }];
    const { client, user, scope, expires } = found;
    return [
      200,
      {
        active: true,
        client_id: client.id,
        sub: user.id,
        scope: scope.join(' '),
        exp: seconds(expires),
      },
    ];
  },
  '/protected': async (request, body) => {
    const { user } = await oauth.authenticate(oauthRequest(request, {}), new Response({}));
    return request.method === 'POST' ? [201, addDelivery(user.id, body)] : [200, { sub: user.id }];
  },
  '/bench/refresh-tokens': async () => [200, Array.from({ length: 64 }, newRefreshToken)],
};

serve(async (request, response) => {
  const body = request.method === 'POST' ? await bodyOf(request) : {};
  try {
    answer(response, ...(await ROUTES[request.url](request, body)));
  } catch (error) {
    answer(response, error.code ?? 500, { error: error.name, error_description: error.message });
  }
});

function oauthRequest({ headers, method }, body) {
  return new Request({ headers, method, query: {}, body });
}

function newRefreshToken() {
  const value = crypto.randomUUID();
  const facts = { client: { id: process.env.CLIENT_ID }, user: { id: 'ada' }, scope: ['api'] };
  saveToken('refresh_token', value, new Date(Date.now() + MONTH * 1000), facts);
  return value;
}
