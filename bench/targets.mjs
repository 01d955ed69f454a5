import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/build.mjs';
import { installPeers, withVersion } from './install-peers.mjs';
import { Server, temporaryFolder } from './server.mjs';
import { WORKS } from './works.mjs';

const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const ADMIN = { username: 'admin', password: 'the password of the benchmark' };
const JSON_BODY = { 'content-type': 'application/json' };
/** A user has 16 apps at most. */
const APIS_OF_AN_APP = 16;
const MOST_ROWS = 10_000_000;
/** What stands behind the gate. */
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Bench', version: '1' },
  paths: { '/books/{isbn}': { get: { operationId: 'books.get', responses: {} } } },
};
const PEER_CLIENT = { id: 'bench', secret: 'bench-secret-of-nobody-0123456789' };

/** Gatehouse as its image and the unit in docs/deploy.md run it, with the data folder of `newGatehouse`. */
export function gatehouse({ dataFolder, client, gateKey }) {
  return {
    name: 'gatehouse',
    title: 'Gatehouse',
    software: `Gatehouse ${PACKAGE.version}`,
    command: [process.execPath, join(ROOT, 'dist/server/boot.js')],
    environment: {
      DATA_DIR: dataFolder,
      DATABASE_URL: '',
      PUBLIC_URL: '',
      NODE_ENV: 'production',
      ADMIN_USERNAME: ADMIN.username,
      ADMIN_PASSWORD: ADMIN.password,
      RATE_LIMIT: 'off',
      LOG_LEVEL: 'error',
    },
    client,
    gateKey,
    paths: {
      token: '/authorization/token',
      introspect: '/authorization/introspect',
      guarded: '/authorization/whoami',
      write: '/api/deliveries',
      decision: '/gate/nginx/bench',
    },
    works: Object.keys(WORKS),
  };
}

/** Starts Gatehouse on an empty folder, once, and makes an app and a gate there. */
export async function newGatehouse() {
  const dataFolder = temporaryFolder();
  const ready = { path: '/system/health/ready' };
  const server = await Server.start(gatehouse({ dataFolder }), ready);
  try {
    const headers = { ...JSON_BODY, authorization: `Bearer ${await adminToken(server)}` };
    await ask(server, 'PUT', '/backend/config/quota.rows', headers, { value: MOST_ROWS });
    await ask(server, 'POST', '/backend/api', headers, {
      name: 'bench',
      title: 'Bench',
      publicUrl: 'https://bench.example',
      basePath: '/',
      document: JSON.stringify(DOCUMENT),
    });
    const gate = { name: 'bench', dialect: 'nginx', apis: ['bench'] };
    const { gateKey } = await ask(server, 'POST', '/backend/gate', headers, gate);
    const app = await ask(server, 'POST', '/consumer/app', headers, {
      name: 'Bench',
      scopes: ['authorization', 'deliveries', 'bench'],
    });
    return { dataFolder, gateKey, client: { id: app.appKey, secret: app.appSecret } };
  } finally {
    await server.stop();
  }
}

/**
 * Adds APIs with as many operations each, apps that may call some each, and a gate for all of them.
 * @returns the APIs with the paths of their operations, the gate key, and how long the slowest import took
 */
export async function addApis(server, { apis, operations }) {
  const headers = { ...JSON_BODY, authorization: `Bearer ${await adminToken(server)}` };
  const nouns = Array.from({ length: operations }, (_, noun) => `nouns-${noun}`);
  const paths = Object.fromEntries(
    nouns.map((noun) => [`/${noun}/{id}`, { get: { operationId: `${noun}.get`, responses: {} } }]),
  );
  const document = JSON.stringify({ ...DOCUMENT, paths });
  const names = Array.from({ length: apis }, (_, index) => `bench-${index}`);
  const targets = nouns.map((noun) => `/${noun}/7`);
  const found = [];
  let importMs = 0;
  for (const name of names) {
    const began = performance.now();
    const facts = { title: name, publicUrl: `https://${name}.example`, basePath: '/' };
    await ask(server, 'POST', '/backend/api', headers, { name, ...facts, document });
    importMs = Math.max(importMs, performance.now() - began);
  }
  for (let from = 0; from < apis; from += APIS_OF_AN_APP) {
    const scopes = names.slice(from, from + APIS_OF_AN_APP);
    const wanted = { name: `Of ${scopes[0]}`, scopes };
    const app = await ask(server, 'POST', '/consumer/app', headers, wanted);
    const client = { id: app.appKey, secret: app.appSecret };
    found.push(...scopes.map((name) => ({ name, targets, client })));
  }
  const gate = { name: 'bench-all', dialect: 'nginx', apis: names };
  const { gateKey } = await ask(server, 'POST', '/backend/gate', headers, gate);
  return { apis: found, gateKey, importMs };
}

/** A token of the administrator. */
export async function adminToken(server) {
  const { token } = await ask(server, 'POST', '/consumer/login', JSON_BODY, ADMIN);
  return token;
}

/**
 * What Gatehouse is compared with, in the same run.
 * @param synchronous SQLite's durability for the peers; Gatehouse always has FULL
 */
export function peers(synchronous) {
  const folder = installPeers();
  const peer = (name, title, software, { program, works, environment }) => ({
    name,
    title,
    software,
    command: [process.execPath, join(folder, program)],
    environment: {
      NODE_ENV: 'production',
      DATA_DIR: temporaryFolder(),
      SYNCHRONOUS: synchronous,
      CLIENT_ID: PEER_CLIENT.id,
      CLIENT_SECRET: PEER_CLIENT.secret,
      ...environment,
    },
    client: PEER_CLIENT,
    paths: {
      token: '/token',
      introspect: program.startsWith('oidc') ? '/token/introspection' : '/introspect',
      guarded: '/protected',
      write: '/protected',
      refreshTokens: '/bench/refresh-tokens',
    },
    works,
  });
  const every = Object.keys(WORKS).filter((work) => work !== 'decision');
  // An oidc-provider keeps no row of a JWT, and so does not introspect it.
  const jwt = every.filter((work) => work !== 'introspection');
  const empty = ['client_credentials', 'guarded_1', 'guarded'];
  const oidc = withVersion('oidc-provider');
  const nest = withVersion('@nestjs/core');
  return [
    peer('node-oauth', 'node-oauth2-server', withVersion('@node-oauth/oauth2-server'), {
      program: 'node-oauth.mjs',
      works: every,
    }),
    peer('oidc-jwt', 'oidc-provider, JWT', oidc, {
      program: 'oidc-provider.mjs',
      works: jwt,
      environment: { FORMAT: 'jwt' },
    }),
    peer('oidc-opaque', 'oidc-provider, opaque', oidc, {
      program: 'oidc-provider.mjs',
      works: every,
      environment: { FORMAT: 'opaque' },
    }),
    peer('nest-signed', 'Nest route, one signature', nest, {
      program: 'nest.mjs',
      works: ['client_credentials'],
      environment: { SIGN: 'yes' },
    }),
    peer('nest', 'empty Nest route', nest, { program: 'nest.mjs', works: empty }),
    peer('fastify', 'empty Fastify route', withVersion('fastify'), {
      program: 'fastify.mjs',
      works: empty,
    }),
  ];
}

async function ask(server, method, path, headers, body) {
  const options = { method, headers, body: JSON.stringify(body) };
  const answer = await fetch(server.url + path, options);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
