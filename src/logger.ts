import { type LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** Nest's start-up chatter, which says nothing to an operator. */
const CHATTER = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory'];

/** What fails at the start is printed once, by `main`. */
const AT_START = ['ExceptionHandler', 'NestApplication'];

/**
 * Structured logs on the standard output. Lines hold no header, no body, no query and no path with
 * a value in it, so no secret can get in; redaction is the second lock on that door.
 */
export function createLogger(level: string, to?: { write(line: string): void }): NestLogger {
  const options = {
    level,
    redact: {
      paths: [
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.secret',
        '*.token',
        '*.refresh_token',
        // The values of a failed statement: hashes, and people's addresses.
        '*.parameters',
      ],
      censor: '(hidden)',
    },
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return new NestLogger(to ? pino(options, to) : pino(options));
}

/** Nest's logger on pino. */
export class NestLogger implements LoggerService {
  constructor(readonly pino: Logger) {}

  log(message: unknown, context?: string): void {
    if (!CHATTER.includes(context ?? '')) this.write('info', message, context);
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (AT_START.includes(String(context))) return;
    this.write('error', message, typeof context === 'string' ? context : undefined);
  }

  warn(message: unknown, context?: string): void {
    this.write('warn', message, context);
  }

  debug(message: unknown, context?: string): void {
    this.write('debug', message, context);
  }

  verbose(message: unknown, context?: string): void {
    this.write('trace', message, context);
  }

  fatal(message: unknown, context?: string): void {
    this.write('fatal', message, context);
  }

  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal',
    message: unknown,
    context?: string,
  ): void {
    if (message instanceof Error) this.pino[level]({ context, err: message }, message.message);
    else if (typeof message === 'object' && message !== null)
      this.pino[level]({ context, ...message });
    else this.pino[level]({ context }, String(message));
  }
}
