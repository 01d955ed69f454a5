/** @database sqlite */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../src/config/config.js';
import { Environment } from '../../src/config/environment.js';
import { openWriter } from '../../src/database/data-source.js';
import { entities } from '../../src/entities.js';

describe('the configuration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatehouse-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (env: Record<string, string> = {}) => readConfig({ DATA_DIR: folder, ...env });
  const faultsOf = (env: Record<string, string>): string[] => {
    try {
      read(env);
    } catch (error) {
      if (error instanceof ConfigError) return error.faults;
      throw error;
    }
    return [];
  };

  it('needs nothing: every variable has a default', () => {
    const config = read();
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      database: { kind: 'sqlite', file: join(folder, 'gatehouse.sqlite') },
      admin: { username: 'admin', email: 'admin@localhost' },
      rateLimit: true,
      logLevel: 'info',
      accessTokenTtl: 3600,
      refreshTokenTtl: 1_209_600,
    });
  });

  it('lists every fault at once', () => {
    const faults = faultsOf({
      PORT: 'eighty',
      PUBLIC_URL: 'gatehouse',
      DATABASE_URL: 'mysql://localhost',
      RATE_LIMIT: 'perhaps',
      LOG_LEVEL: 'loud',
      ACCESS_TOKEN_TTL: '-1',
      TRUST_PROXY: '10.0.0.1, proxy',
      SECRET_KEY: 'short',
    });
    const text = faults.join('\n');
    for (const name of ['PORT', 'PUBLIC_URL', 'DATABASE_URL', 'RATE_LIMIT', 'LOG_LEVEL'])
      expect(text).toContain(name);
    for (const name of ['ACCESS_TOKEN_TTL', 'TRUST_PROXY', 'SECRET_KEY'])
      expect(text).toContain(name);
  });

  it('makes the master key once, for its owner’s eyes only', () => {
    const first = read().masterKey;
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(read().masterKey.equals(first)).toBe(true);
  });

  it('reads the master key from a file and refuses a short one', () => {
    const file = join(folder, 'key');
    writeFileSync(file, 'k'.repeat(40));
    expect(read({ SECRET_KEY_FILE: file }).masterKey.toString()).toBe('k'.repeat(40));
    writeFileSync(file, 'short');
    expect(faultsOf({ SECRET_KEY_FILE: file })).toHaveLength(1);
    expect(faultsOf({ SECRET_KEY_FILE: join(folder, 'missing') })).toHaveLength(1);
  });

  it('wants a master key with PostgreSQL in production', () => {
    const env = { DATABASE_URL: 'postgres://db/gatehouse', NODE_ENV: 'production' };
    expect(faultsOf(env).join()).toContain('SECRET_KEY');
    expect(faultsOf({ ...env, SECRET_KEY: 'k'.repeat(32) })).toEqual([]);
  });

  it.each([
    [
      'sqlite:relative/path.sqlite',
      { kind: 'sqlite', file: join(process.cwd(), 'relative/path.sqlite') },
    ],
    ['sqlite:///absolute/path.sqlite', { kind: 'sqlite', file: '/absolute/path.sqlite' }],
    ['postgres://db/gatehouse', { kind: 'postgres', url: 'postgres://db/gatehouse' }],
    ['postgresql://db/gatehouse', { kind: 'postgres', url: 'postgresql://db/gatehouse' }],
  ])('reads DATABASE_URL %s', (url, location) => {
    expect(read({ DATABASE_URL: url }).database).toEqual(location);
  });

  it.each([
    ['ADMIN_PASSWORD', 'correct horse battery\r'],
    ['ADMIN_PASSWORD', 'correct horse battery\n'],
    ['ADMIN_PASSWORD', '"correct horse battery"'],
    ['ADMIN_PASSWORD', '“correct horse battery”'],
    ['ADMIN_PASSWORD', '\uFEFFcorrect horse battery'],
    ['ADMIN_PASSWORD', 'correct horse battery '],
    ['DATABASE_URL', 'sqlite:a.sqlite '],
    ['SECRET_KEY', `'${'k3y-'.repeat(10)}'`],
    ['DATA_DIR', '"./data"'],
    ['HOST', '127.0.0.1\r'],
    ['SMTP_URL', 'smtp://mail.example.com\t'],
    ['PUBLIC_URL', 'https://gate.example.com/?x=1'],
    ['PUBLIC_URL', 'https://gate.example.com/#a'],
    ['PUBLIC_URL', 'https://gate.example.com/?'],
    ['PUBLIC_URL', 'https://u:p@gate.example.com'],
    ['PUBLIC_URL', 'https://example.com//gate'],
    ['PUBLIC_URL', 'https://example.com/ga;te'],
    ['PUBLIC_URL', "https://example.com/'gate'/"],
    ['DATABASE_URL', 'postgres://u:p%w@127.0.0.1:1/db'],
    ['REDIS_URL', 'redis://u:p%w@127.0.0.1:1'],
    ['DATABASE_URL', 'sqlite://a.sqlite'],
    ['DATABASE_URL', 'sqlite://./a.sqlite'],
    ['DATABASE_URL', 'sqlite::memory:'],
    ['DATABASE_URL', 'sqlite:file:a.sqlite'],
    ['DATABASE_URL', 'sqlite:a.sqlite?mode=ro'],
    ['DATABASE_URL', 'sqlite:////a.sqlite'],
    ['TRUST_PROXY', '1'],
    ['TRUST_PROXY', '10.1'],
    ['TRUST_PROXY', '0x7f000001'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '::/0'],
    ['NODE_ENV', 'prod'],
  ])('stops the start in one sentence: %s=%j', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
  });

  it('tells all stray characters beside all other faults, without the values', () => {
    const faults = faultsOf({ ADMIN_PASSWORD: 'hidden hidden\n', HOST: '"::"', TRUST_PROXY: '1' });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('hidden');
  });

  it.each([
    ['HTTPS://Gate.Example.com:443/', 'https://gate.example.com'],
    ['https://gate.example.com/a/../gate/', 'https://gate.example.com/gate'],
  ])('writes PUBLIC_URL %s in one spelling', (given, written) => {
    expect(read({ PUBLIC_URL: given }).publicUrl).toBe(written);
  });

  it('warns of what starts but is seldom meant', () => {
    expect(read().warnings).toEqual([]);
    expect(read({ HOST: '0.0.0.0' }).warnings.join()).toContain('PUBLIC_URL');
    const file = join(folder, 'key');
    for (const key of ['a'.repeat(32), 'changeme'.repeat(4), `${'0123456789'.repeat(3)}01`]) {
      writeFileSync(file, `${key}\n`);
      expect(read({ SECRET_KEY: key }).warnings.join()).toContain('SECRET_KEY');
      expect(read({ SECRET_KEY_FILE: file }).warnings.join()).toContain('SECRET_KEY');
    }
    const plain = { NODE_ENV: 'production', PUBLIC_URL: 'http://gate.example.org' };
    expect(read(plain).warnings.join()).toContain('PUBLIC_URL');
  });

  it('keeps the database for its owner, whoever made the folder', async () => {
    chmodSync(folder, 0o755);
    const location = read().database;
    const writer = await openWriter(location, entities);
    await writer.destroy();
    expect(statSync(join(folder, 'gatehouse.sqlite')).mode & 0o777).toBe(0o600);
  });

  it('takes an empty variable as unset', () => {
    expect(read({ PORT: '', PUBLIC_URL: '', ADMIN_PASSWORD: '' }).port).toBe(3000);
  });

  it('is described in docs/configuration.md, each variable by its name', () => {
    const page = join(__dirname, '../../docs/configuration.md');
    const source = readFileSync(join(__dirname, '../../src/config/environment.ts'), 'utf8');
    const names = [...source.matchAll(/\b([A-Z][A-Z_]+)\??:/g)].map((match) => match[1] ?? '');
    expect(names).toEqual(expect.arrayContaining(Object.keys(new Environment())));
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, 'utf8');
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
