import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.js';

/** The options of all commands. */
export interface Options {
  username?: string;
  email?: string;
  password?: string;
  owner?: string;
  name?: string;
  scopes?: string;
  url?: string;
  gate?: string;
  direct?: string;
  'first-party'?: boolean;
  public?: boolean;
}

/** What a command has in hand. */
export interface CommandContext {
  app: NestFastifyApplication;
  config: Config;
  options: Options;
  /** What follows the command's own words. */
  words: string[];
  print(line: string): void;
}
