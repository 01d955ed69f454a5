import {
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  MinLength,
  ValidateBy,
} from 'class-validator';

const WEB_URL = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };
const WHOLE_ADDRESS = '$property must be a whole address, such as https://gatehouse.example.com';
const NAME = '$property must be 3 to 64 letters, digits, dots, dashes and underscores';
const starts = (beginning: string) => ({ message: `$property must start with ${beginning}` });
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** A whole number within bounds, refused in one sentence. */
const Whole = (least: number, most: number) =>
  ValidateBy({
    name: 'whole',
    validator: {
      validate: (value) => Number.isInteger(value) && value >= least && value <= most,
      defaultMessage: () => `$property must be a whole number from ${least} to ${most}`,
    },
  });

/**
 * Every environment variable Gatehouse reads, under its own name, with its default.
 * `docs/configuration.md` is checked against this class.
 */
export class Environment {
  /** The port it listens on. */
  @Whole(0, 65535) PORT: number = 3000;

  /** The address it listens on. */
  @IsString() @MinLength(1) HOST: string = '127.0.0.1';

  /** Issuer, links in mail and base of every redirect; never taken from the Host header. */
  @IsOptional() @IsUrl(WEB_URL, { message: WHOLE_ADDRESS }) PUBLIC_URL?: string;

  /** The folder of everything kept in files: database, `secret.key`, `outbox/`, `mail-queue/`. */
  @IsString() @MinLength(1) DATA_DIR: string = './data';

  /** `sqlite:relative/path`, `sqlite:///absolute/path` or `postgres://…`. */
  @IsOptional()
  @Matches(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, starts('sqlite: or postgres://'))
  DATABASE_URL?: string;

  /** Shared rate-limit counters when several instances run. */
  @IsOptional() @Matches(/^rediss?:\/\/.+$/, starts('redis:// or rediss://')) REDIS_URL?: string;

  /** The master key, at least 32 characters; every other key is derived from it. */
  @IsOptional() @IsString() @MinLength(32) SECRET_KEY?: string;

  /** A file that holds the master key. */
  @IsOptional() @IsString() @MinLength(1) SECRET_KEY_FILE?: string;

  /** The first administrator's name, used only while no user exists. */
  @Matches(/^[A-Za-z0-9._-]{3,64}$/, { message: NAME }) ADMIN_USERNAME: string = 'admin';

  /** The first administrator's password; generated and printed once when unset. */
  @IsOptional() @IsString() @MinLength(10) ADMIN_PASSWORD?: string;

  /** The first administrator's address. */
  @IsEmail({ require_tld: false }) ADMIN_EMAIL: string = 'admin@localhost';

  /** Where mail goes; without it each mail is one `.eml` file in `DATA_DIR/outbox/`. */
  @IsOptional() @Matches(/^smtps?:\/\/.+$/, starts('smtp:// or smtps://')) SMTP_URL?: string;

  /** Comma-separated addresses or networks of proxies whose forwarding headers count. */
  @IsOptional() @IsString() @MinLength(1) TRUST_PROXY?: string;

  /** `off` for load tests. */
  @IsIn(['on', 'off']) RATE_LIMIT: string = 'on';

  /** How much is logged. */
  @IsIn(LEVELS) LOG_LEVEL: string = 'info';

  /** Seconds an access token lives. */
  @Whole(1, 86_400) ACCESS_TOKEN_TTL: number = 3600;

  /** Seconds a refresh token lives. */
  @Whole(1, 31_536_000) REFRESH_TOKEN_TTL: number = 1_209_600;

  /** `production` makes the start stricter. */
  @IsOptional() @IsIn(['production', 'development', 'test']) NODE_ENV?: string;
}
