/** The shapes of the server's answers, under the portal's shorter names. */
export type {
  AccountDto as PartnerAccount,
  ActivityDto as Activity,
  ActivityEntryDto as ActivityEntry,
  AppDto as App,
  AppSecretDto as AppSecret,
  AuditEntryDto as AuditEntry,
  ConsentDto as Consent,
  CreatedAppDto as CreatedApp,
  GrantDto as Grant,
  MemberDto as Member,
  MembershipDto as Membership,
  MyGrantDto as MyGrant,
  OperationDto as Operation,
  OwnAccountDto as Account,
  PersonalTokenDto as PersonalToken,
  RoleDto as Role,
  ScopeDto as Scope,
  SessionDto as Session,
  SettingDto as Setting,
  StatisticDto as Statistic,
  UserDto as User,
} from './client.gen';

/** One page of a list, as it is asked for. */
export interface ListRequest {
  startIndex?: number;
  count?: number;
  search?: string;
}

export type SettingValue = string | number | boolean | string[];
