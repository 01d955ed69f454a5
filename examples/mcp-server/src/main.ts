import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';

const { ISSUER = 'http://localhost:3000', AUDIENCE = 'http://localhost:4000/mcp' } = process.env;

async function main() {
  const module = AppModule.forRoot({ issuer: ISSUER, audience: AUDIENCE, realm: 'notes' });
  const app = await NestFactory.create(module, new FastifyAdapter());
  await app.listen(Number(new URL(AUDIENCE).port || 4000), '127.0.0.1');
}

void main();
