import { encoded, load } from './load.mjs';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CONNECTIONS = 16;

/** Every work, in the order of the tables. */
export const WORKS = {
  client_credentials: {
    title: 'client_credentials',
    plan: async ({ target }) => always(clientCredentials(target)),
  },
  refresh: { title: 'refresh, rotating', plan: refreshPlan },
  introspection: { title: 'introspection, many tokens', plan: introspectionPlan },
  guarded_1: {
    title: 'guarded request, one token',
    plan: async ({ target }, { tokens }) => always(guarded(target, tokens[0])),
  },
  guarded: {
    title: 'guarded request, many tokens',
    plan: async ({ target }, { tokens }) => inTurn(tokens.map((token) => guarded(target, token))),
  },
  refused: {
    title: 'guarded request, token refused',
    plan: async ({ target }) => ({
      ...always(guarded(target, 'no-token-of-this-server')),
      status: 401,
    }),
  },
  decision: {
    title: 'decision of the gate, many tokens',
    plan: async ({ target }, { tokens }) => inTurn(tokens.map((token) => decision(target, token))),
  },
  write: {
    title: 'guarded write',
    plan: async ({ target }, { tokens }) => ({ ...always(write(target, tokens[0])), status: 201 }),
  },
};

/** The request of an app for a token. */
export function clientCredentials(target) {
  return tokenRequest(target, 'grant_type=client_credentials');
}

/** As many access tokens as are asked for; an empty route is sent words that it does not read. */
export async function accessTokens(server, count) {
  if (!server.target.works.includes('refused')) return Array(count).fill('not read');
  return collect(server, count, 'access_token');
}

function tokenRequest(target, body) {
  const headers = { ...FORM, ...basic(target) };
  return { method: 'POST', path: target.paths.token, headers, body };
}

function introspection(target, token) {
  const headers = { ...FORM, ...basic(target) };
  return { method: 'POST', path: target.paths.introspect, headers, body: `token=${token}` };
}

/** The smallest request behind the guard. */
function guarded(target, token) {
  return { path: target.paths.guarded, headers: bearer(token) };
}

/** The header that carries a token. */
export function bearer(token) {
  return { authorization: `Bearer ${token}` };
}

/** As nginx asks before it lets a request through. */
export function decision({ paths, gateKey }, token, target = '/books/42') {
  const headers = {
    'gatehouse-gate': gateKey,
    'x-original-method': 'GET',
    'x-original-uri': target,
    ...bearer(token),
  };
  return { path: paths.decision, headers };
}

function write(target, token) {
  return {
    method: 'POST',
    path: target.paths.write,
    headers: { 'content-type': 'application/json', ...bearer(token) },
    body: '{"title":"A parcel"}',
  };
}

/** A token that is not live is answered with 200 too, so every answer is looked at. */
async function introspectionPlan({ target }, { tokens }) {
  return {
    ...inTurn(tokens.map((token) => introspection(target, token))),
    answered: (body) => {
      if (!body.includes('"active":true')) throw new Error(`A live token was answered: ${body}`);
    },
  };
}

/** Every connection spends a refresh token and puts its successor back. */
async function refreshPlan(server) {
  const { target } = server;
  const waiting = await refreshTokens(server);
  return {
    next: () =>
      encoded(tokenRequest(target, `grant_type=refresh_token&refresh_token=${waiting.shift()}`)),
    answered: (body) => waiting.push(JSON.parse(body).refresh_token),
  };
}

async function refreshTokens(server) {
  const { refreshTokens: path } = server.target.paths;
  if (path === undefined) return collect(server, CONNECTIONS * 4, 'refresh_token');
  return (await fetch(server.url + path)).json();
}

async function collect(server, count, member) {
  const found = [];
  const plan = {
    ...always(clientCredentials(server.target)),
    answered: (body) => found.push(JSON.parse(body)[member]),
  };
  await load(server, plan, { connections: CONNECTIONS, requests: count });
  return found;
}

/** The same request again and again. */
export function always(request) {
  const bytes = encoded(request);
  return { next: () => bytes };
}

/** Each of some requests in turn. */
export function inTurn(requests) {
  const all = requests.map(encoded);
  let next = 0;
  return {
    next: () => {
      next = (next + 1) % all.length;
      return all[next];
    },
  };
}

function basic({ client }) {
  const pair = [client.id, client.secret].map(encodeURIComponent).join(':');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
