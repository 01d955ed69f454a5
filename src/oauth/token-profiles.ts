import type { Client, ClientAuthenticationMethod, Person } from './ports.js';

/** What a token endpoint made, before a profile puts it into its own words. */
export interface Issued {
  accessToken: string;
  /** Seconds since 1970. */
  issuedAt: number;
  /** Seconds. */
  lifetime: number;
  refreshToken?: string;
  idToken?: string;
  issuedTokenType?: string;
  tokenType: 'bearer' | 'DPoP';
  scope: string[];
  client: Client;
  person?: Person;
}

/** How one grant works on one profile. */
export interface GrantRule {
  /** Which ways of client authentication count; all of the client's own when missing. */
  authentication?: ClientAuthenticationMethod[];
  /** The parameter that carries an account id. */
  accountParameter?: string;
  /** Whether a person's name and password may stand in for an app's key and secret. */
  userCredentials?: boolean;
  refreshToken: boolean;
  /** Seconds; the setting's value when missing. */
  accessTtl?: number;
  answer(issued: Issued): Record<string, unknown>;
}

/** A token endpoint as one of the four systems' clients knows it. */
export interface TokenProfile {
  name: 'authorization' | 'oauth2' | 'oauth';
  path: string;
  grants: Readonly<Record<string, GrantRule>>;
}

const FOURTEEN_DAYS = 1_209_600;
/** Seconds; no token that we sign lives longer, whatever the settings say. */
export const LONGEST_TOKEN_LIFE = FOURTEEN_DAYS;

/** RFC 6749 §5.1; Fusio spells the type in lower case. */
function standard(issued: Issued): Record<string, unknown> {
  return {
    access_token: issued.accessToken,
    ...(issued.issuedTokenType && { issued_token_type: issued.issuedTokenType }),
    token_type: issued.tokenType,
    expires_in: issued.lifetime,
    ...(issued.refreshToken && { refresh_token: issued.refreshToken }),
    ...(issued.idToken && { id_token: issued.idToken }),
    scope: issued.scope.join(' '),
  };
}

/** CoopCycle reads these three members and no other. */
function three(issued: Issued): Record<string, unknown> {
  const token_type = issued.tokenType === 'DPoP' ? 'DPoP' : 'Bearer';
  return { token_type, expires_in: issued.lifetime, access_token: issued.accessToken };
}

/** GOGOX reads `access_token` and `expires_in`. */
function plain(issued: Issued): Record<string, unknown> {
  return {
    access_token: issued.accessToken,
    token_type: issued.tokenType,
    expires_in: issued.lifetime,
  };
}

/** Cyclr: one second of the fourteen days has begun, and the dates are RFC 1123. */
function dated(issued: Issued): Record<string, unknown> {
  const at = (seconds: number) => new Date(seconds * 1000).toUTCString();
  return {
    access_token: issued.accessToken,
    token_type: issued.tokenType,
    expires_in: issued.lifetime - 1,
    refresh_token: issued.refreshToken,
    userName: issued.person?.username ?? '',
    clientId: issued.client.id,
    '.issued': at(issued.issuedAt),
    '.expires': at(issued.issuedAt + issued.lifetime),
  };
}

const accountLogin: GrantRule = {
  authentication: ['none'],
  accountParameter: 'client_secret',
  refreshToken: true,
  accessTtl: FOURTEEN_DAYS,
  answer: dated,
};

/** The three token endpoints: which grants each serves, and how it answers. The differences are all here. */
export const TOKEN_PROFILES = {
  authorization: {
    name: 'authorization',
    path: '/authorization/token',
    grants: {
      authorization_code: { refreshToken: true, answer: standard },
      client_credentials: { userCredentials: true, refreshToken: true, answer: standard },
      refresh_token: { userCredentials: true, refreshToken: true, answer: standard },
      password: { refreshToken: true, answer: standard },
      'urn:ietf:params:oauth:grant-type:device_code': { refreshToken: true, answer: standard },
      'urn:ietf:params:oauth:grant-type:token-exchange': { refreshToken: false, answer: standard },
    },
  },
  oauth2: {
    name: 'oauth2',
    path: '/oauth2/token',
    grants: { client_credentials: { refreshToken: false, answer: three } },
  },
  oauth: {
    name: 'oauth',
    path: '/oauth/token',
    grants: {
      client_credentials: { refreshToken: false, answer: plain },
      refresh_token: accountLogin,
      password: accountLogin,
    },
  },
} satisfies Record<string, TokenProfile>;

/** What a token endpoint answers, and what the answer is made of. */
export interface TokenAnswer {
  issued: Issued;
  body: Record<string, unknown>;
}
