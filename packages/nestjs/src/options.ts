import { ConfigurableModuleBuilder } from '@nestjs/common';

/** What the guard must know. */
export interface GatehouseOptions {
  /** Gatehouse's `PUBLIC_URL`, letter by letter. */
  issuer: string;
  /**
   * The URL of this application, letter by letter as its app in Gatehouse has it; tokens for another
   * audience are refused (RFC 8707, RFC 9068 §4).
   */
  audience: string;
  /**
   * Ask Gatehouse about every token (RFC 7662), so that a revoked one is refused within five
   * seconds, and API keys are taken. Without it a signed token is believed until it expires.
   */
  introspection?: { clientId: string; clientSecret: string };
  /** Named in challenges; `api` when missing. */
  realm?: string;
}

const definition = new ConfigurableModuleBuilder<GatehouseOptions>()
  .setClassMethodName('forRoot')
  .setExtras({ isGlobal: true }, (module, { isGlobal }) => ({ ...module, global: isGlobal }))
  .build();

/** What `GatehouseModule` extends: it has `forRoot` and `forRootAsync`. */
export const ConfigurableModule = definition.ConfigurableModuleClass;

/** Where the options are injected. */
export const OPTIONS = definition.MODULE_OPTIONS_TOKEN;
