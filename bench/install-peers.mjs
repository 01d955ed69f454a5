import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/build.mjs';

/** What the peers need, outside the project's own dependencies, so that `npm ci` brings none of it. */
const PACKAGES = {
  '@nestjs/common': '12.5.1',
  '@nestjs/core': '12.5.1',
  '@nestjs/platform-fastify': '12.5.0',
  '@node-oauth/oauth2-server': '5.3.0',
  'better-sqlite3': '12.11.1',
  fastify: '5.12.8',
  jose: '6.2.18',
  'oidc-provider': '9.13.3',
  'reflect-metadata': '0.2.2',
  rxjs: '7.8.2',
};
const FOLDER = process.env.BENCH_CACHE ?? join(tmpdir(), 'gatehouse-bench');

/** A package of the peers with its version. */
export function withVersion(name) {
  return `${name} ${PACKAGES[name]}`;
}

/**
 * Installs the peers' packages, once for these versions, and puts their programs beside them.
 * @returns the folder of the programs
 */
export function installPeers() {
  const wanted = JSON.stringify(
    { private: true, dependencies: PACKAGES, allowScripts: { 'better-sqlite3': true } },
    null,
    2,
  );
  const manifest = join(FOLDER, 'package.json');
  const complete = join(FOLDER, 'complete');
  const known = existsSync(complete) && readFileSync(manifest, 'utf8') === wanted;
  if (!known) {
    process.stderr.write(`Installing the peers into ${FOLDER} (a few minutes, once) …\n`);
    mkdirSync(FOLDER, { recursive: true });
    rmSync(complete, { force: true });
    writeFileSync(manifest, wanted);
    const options = { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] };
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], options);
    if (status !== 0) throw new Error(`npm install failed in ${FOLDER}.`);
    writeFileSync(complete, '');
  }
  const programs = join(FOLDER, 'peers');
  cpSync(join(ROOT, 'bench/peers'), programs, { recursive: true });
  return programs;
}
