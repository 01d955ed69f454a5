import 'reflect-metadata';
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

// NestJS on Fastify with routes that do nothing; with SIGN=yes each token is signed with ES256.
const pem = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;
const key = { key: createPrivateKey(pem), dsaEncoding: 'ieee-p1363' };
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const HEADER = encoded({ alg: 'ES256', typ: 'at+jwt', kid: 'bench' });

class Routes {
  token() {
    return { access_token: newToken(), token_type: 'Bearer', expires_in: 3600 };
  }

  protected() {
    return { sub: 'bench' };
  }
}

// What decorators do, called as functions: this file runs without a compiler.
Controller()(Routes);
decorate('token', Post('token'), HttpCode(200));
decorate('protected', Get('protected'));
class Application {}
Module({ controllers: [Routes] })(Application);

const app = await NestFactory.create(Application, new FastifyAdapter(), { logger: ['error'] });
await app.listen(Number(process.env.PORT), '127.0.0.1');

function decorate(method, ...decorators) {
  const descriptor = Object.getOwnPropertyDescriptor(Routes.prototype, method);
  for (const decorator of decorators) decorator(Routes.prototype, method, descriptor);
}

function newToken() {
  if (process.env.SIGN !== 'yes') return 'an empty route makes no token';
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'https://bench.example', sub: 'bench', iat: now, exp: now + 3600 };
  const signed = `${HEADER}.${encoded({ ...claims, jti: crypto.randomUUID() })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}
