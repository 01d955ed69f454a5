import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';

const WEB_URL = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * Every environment variable Gatehouse reads, under its own name, with its default.
 * `docs/configuration.md` is checked against this class.
 */
export class Environment {
  /** The port it listens on. */
  @IsInt() @Min(0) @Max(65535) PORT: number = 3000;

  /** The address it listens on. */
  @IsString() @MinLength(1) HOST: string = '127.0.0.1';

  /** Issuer, links in mail and base of every redirect; never taken from the Host header. */
  @IsOptional() @IsUrl(WEB_URL) PUBLIC_URL?: string;

  /** The folder of everything kept in files: database, `secret.key`, `outbox/`. */
  @IsString() @MinLength(1) DATA_DIR: string = './data';

  /** `sqlite:relative/path`, `sqlite:///absolute/path` or `postgres://…`. */
  @IsOptional() @Matches(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/) DATABASE_URL?: string;

  /** Shared rate-limit counters when several instances run. */
  @IsOptional() @Matches(/^rediss?:\/\/.+$/) REDIS_URL?: string;

  /** The master key, at least 32 characters; every other key is derived from it. */
  @IsOptional() @IsString() @MinLength(32) SECRET_KEY?: string;

  /** A file that holds the master key. */
  @IsOptional() @IsString() @MinLength(1) SECRET_KEY_FILE?: string;

  /** The first administrator's name, used only while no user exists. */
  @Matches(/^[A-Za-z0-9._-]{3,64}$/) ADMIN_USERNAME: string = 'admin';

  /** The first administrator's password; generated and printed once when unset. */
  @IsOptional() @IsString() @MinLength(10) ADMIN_PASSWORD?: string;

  /** The first administrator's address. */
  @IsEmail({ require_tld: false }) ADMIN_EMAIL: string = 'admin@localhost';

  /** Where mail goes; without it each mail is one `.eml` file in `DATA_DIR/outbox/`. */
  @IsOptional() @Matches(/^smtps?:\/\/.+$/) SMTP_URL?: string;

  /** Comma-separated addresses or networks of proxies whose forwarding headers count. */
  @IsOptional() @IsString() @MinLength(1) TRUST_PROXY?: string;

  /** `off` for load tests. */
  @IsIn(['on', 'off']) RATE_LIMIT: string = 'on';

  /** How much is logged. */
  @IsIn(LEVELS) LOG_LEVEL: string = 'info';

  /** Seconds an access token lives. */
  @IsInt() @Min(1) @Max(86_400) ACCESS_TOKEN_TTL: number = 3600;

  /** Seconds a refresh token lives. */
  @IsInt() @Min(1) @Max(31_536_000) REFRESH_TOKEN_TTL: number = 1_209_600;

  /** `production` makes the start stricter. */
  @IsOptional() @IsString() NODE_ENV?: string;
}
