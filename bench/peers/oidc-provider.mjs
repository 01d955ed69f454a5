import * as jose from 'jose';
import { Provider } from 'oidc-provider';
import { answer, bodyOf, serve } from './http.mjs';
import { deliveries, openDatabase } from './sqlite.mjs';

// oidc-provider with SQLite. FORMAT says whether its access tokens are JWTs (ES256) or opaque.
const { PORT, FORMAT, CLIENT_ID, CLIENT_SECRET } = process.env;
const IS_JWT = FORMAT === 'jwt';
const ISSUER = `http://127.0.0.1:${PORT}`;
const API = 'urn:example:api';
const HOUR = 3600;
const MONTH = 30 * 24 * HOUR;

const database = openDatabase(`
  CREATE TABLE IF NOT EXISTS model (
    kind TEXT NOT NULL, id TEXT NOT NULL, grant_id TEXT, uid TEXT, user_code TEXT,
    payload TEXT NOT NULL, expires INTEGER, consumed INTEGER, PRIMARY KEY (kind, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS model_grant ON model (grant_id) WHERE grant_id IS NOT NULL;`);
const addDelivery = deliveries(database);
const statement = {
  upsert: database.prepare(
    `INSERT INTO model (kind, id, grant_id, uid, user_code, payload, expires) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload, expires = excluded.expires`,
  ),
  find: database.prepare('SELECT payload, consumed FROM model WHERE kind = ? AND id = ?'),
  consume: database.prepare('UPDATE model SET consumed = ? WHERE kind = ? AND id = ?'),
  remove: database.prepare('DELETE FROM model WHERE kind = ? AND id = ?'),
  removeGrant: database.prepare('DELETE FROM model WHERE grant_id = ?'),
};
const now = () => Math.floor(Date.now() / 1000);

class Adapter {
  constructor(kind) {
    this.kind = kind;
  }

  async upsert(id, payload, expiresIn) {
    const { grantId = null, uid = null, userCode = null } = payload;
    const expires = expiresIn ? now() + expiresIn : null;
    const text = JSON.stringify(payload);
    statement.upsert.run(this.kind, id, grantId, uid, userCode, text, expires);
  }

  async find(id) {
    const row = statement.find.get(this.kind, id);
    if (!row) return undefined;
    const payload = JSON.parse(row.payload);
    return row.consumed ? { ...payload, consumed: row.consumed } : payload;
  }

  async consume(id) {
    statement.consume.run(now(), this.kind, id);
  }

  async destroy(id) {
    statement.remove.run(this.kind, id);
  }

  async revokeByGrantId(grantId) {
    statement.removeGrant.run(grantId);
  }
}

const { privateKey, publicKey } = await jose.generateKeyPair('ES256', { extractable: true });
const jwk = { ...(await jose.exportJWK(privateKey)), kid: 'bench', alg: 'ES256', use: 'sig' };

const provider = new Provider(ISSUER, {
  adapter: Adapter,
  jwks: { keys: [jwk] },
  cookies: { keys: ['bench'] },
  scopes: ['openid', 'offline_access', 'api'],
  rotateRefreshToken: true,
  ttl: { ClientCredentials: HOUR, AccessToken: HOUR, RefreshToken: MONTH, Grant: MONTH },
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials', 'refresh_token', 'authorization_code'],
      response_types: ['code'],
      redirect_uris: ['https://client.example/callback'],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  findAccount: async (context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    resourceIndicators: {
      enabled: IS_JWT,
      defaultResource: () => API,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'api',
        audience: API,
        accessTokenTTL: HOUR,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});
provider.on('server_error', (context, error) => process.stderr.write(`${error.stack}\n`));
const oauth = provider.callback();

serve(async (request, response) => {
  if (request.url === '/bench/refresh-tokens')
    return answer(response, 200, await newRefreshTokens(64));
  if (request.url !== '/protected') return oauth(request, response);
  const owner = await ownerOf(request);
  if (!owner) {
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
    return answer(response, 401, { error: 'invalid_token' }, headers);
  }
  if (request.method === 'GET') return answer(response, 200, { sub: owner });
  return answer(response, 201, addDelivery(owner, await bodyOf(request)));
});

/** The library guards no API: the least that a resource server has to do. */
async function ownerOf({ headers }) {
  const token = (headers.authorization ?? '').slice('Bearer '.length);
  if (!IS_JWT) {
    const found = await provider.ClientCredentials.find(token);
    return found && !found.isExpired ? found.clientId : undefined;
  }
  try {
    const rules = { issuer: ISSUER, audience: API, algorithms: ['ES256'], typ: 'at+jwt' };
    const { payload } = await jose.jwtVerify(token, publicKey, rules);
    return payload.client_id;
  } catch {
    return undefined;
  }
}

/** As after a sign-in of a person, each with a grant of its own. */
async function newRefreshTokens(count) {
  const client = await provider.Client.find(CLIENT_ID);
  const tokens = [];
  for (let i = 0; i < count; i += 1) {
    const accountId = `person-${i}`;
    const grant = new provider.Grant({ accountId, clientId: CLIENT_ID });
    grant.addOIDCScope('openid offline_access api');
    if (IS_JWT) grant.addResourceScope(API, 'api');
    const facts = {
      accountId,
      client,
      claims: {},
      grantId: await grant.save(),
      gty: 'authorization_code',
      scope: IS_JWT ? 'offline_access api' : 'offline_access',
      authTime: now(),
      ...(IS_JWT && { resource: API }),
    };
    tokens.push(await new provider.RefreshToken(facts).save());
  }
  return tokens;
}
