export interface Page<T> {
  totalResults: number;
  startIndex: number;
  itemsPerPage: number;
  entry: T[];
}

/** One page of a list, as it is asked for. */
export interface ListRequest {
  startIndex?: number;
  count?: number;
  search?: string;
}

export interface Done {
  success: boolean;
  message: string;
}

export interface Account extends User {
  scopes: string[];
}

export interface Consent {
  id: string;
  app: { name: string; url: string | null; firstParty: boolean };
  scopes: { name: string; description: string; granted: boolean }[];
  redirectHost: string | null;
  loopback: boolean;
}

export interface AppSecret {
  id: string;
  tail: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

export interface App {
  id: string;
  appKey: string;
  name: string;
  url: string | null;
  description: string;
  scopes: string[];
  type: 'confidential' | 'public';
  redirectUris: string[];
  accountId: string | null;
  status: 'active' | 'pending' | 'disabled';
  ownerId: string;
  owner: string;
  firstParty: boolean;
  dpop: boolean;
  secrets: AppSecret[];
  createdAt: string;
  updatedAt: string;
}

export interface CreatedApp extends App {
  appSecret?: string;
}

export interface Activity extends Page<ActivityEntry> {
  issued: number;
  failed: number;
  lastUsedAt: string | null;
  secrets: AppSecret[];
}

export interface ActivityEntry {
  at: string;
  event: string;
  detail: string;
  times: number;
  ip: string | null;
}

export interface OfferedScope {
  name: string;
  description: string;
  grantable: boolean;
  reason?: string | null;
}

export interface Grant {
  id: string;
  kind: string;
  clientId: string;
  appName: string | null;
  userId: string | null;
  username: string | null;
  scopes: string[];
  account: string | null;
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
}

/** Who may act for me. */
export interface MyGrant {
  id: string;
  kind: string;
  app: { key: string; name: string } | null;
  scopes: string[];
  account: string | null;
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
}

export interface PersonalToken {
  id: string;
  name: string;
  scopes: string[];
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
}

export interface Session {
  id: string;
  ip: string | null;
  userAgent: string | null;
  secondFactor: boolean;
  createdAt: string;
  expiresAt: string;
  current: boolean;
}

export interface PartnerAccount {
  id: string;
  name: string;
  ownerId: string;
  createdAt: string;
}

export interface Member {
  userId: string;
  username: string;
  createdAt: string;
}

export interface Role {
  id: string;
  name: string;
  description: string;
  scopes: string[];
  system: boolean;
  everything: boolean;
  users: number;
  createdAt: string;
}

export interface User {
  id: string;
  username: string;
  email: string;
  roleId: string;
  role: string;
  status: 'active' | 'pending' | 'disabled';
  mfa: boolean;
  createdAt: string;
  lastLoginAt: string | null;
}

export interface Operation {
  name: string;
  method: string;
  path: string;
  public: boolean;
  scope: string | null;
}

export interface Scope {
  id: string;
  name: string;
  description: string;
  system: boolean;
}

export interface RolePreview {
  people: number;
  gains: string[];
  loses: string[];
}

export type SettingValue = string | number | boolean;

export interface Setting {
  key: string;
  value: SettingValue;
  type: 'string' | 'boolean' | 'number';
  description: string;
  default: SettingValue;
  choices?: string[];
  minimum?: number;
  maximum?: number;
}

export interface AuditEntry {
  id: string;
  at: string;
  event: string;
  userId: string | null;
  appKey: string | null;
  subject: string | null;
  ip: string | null;
  detail: Record<string, unknown>;
}

export interface Statistic {
  days: { date: string; people: number; apps: number; issued: number; failed: number }[];
  totals: { people: number; apps: number; grants: number };
}
