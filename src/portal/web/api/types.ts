/** The shapes of the server's answers. */
export type {
  Account as PartnerAccount,
  Activity,
  ActivityEntry,
  Api,
  ApiKey,
  App,
  AppSecret,
  AppWithSecret,
  AuditEntry,
  Consent,
  ConsumerApi,
  ConsumerOperation,
  Consequence,
  Gate,
  GateKey,
  Grant,
  ImportedOperation,
  ImportReport,
  Member,
  Membership,
  MyGrant,
  Operation,
  OwnAccount as Account,
  Page as ProviderPage,
  PersonalToken,
  PublishedPage,
  Refusal,
  Role,
  Scope,
  Session,
  Setting,
  Statistic,
  Terms,
  User,
  WholePage,
  WholePublishedPage,
} from './client.gen';

/** One page of a list, as it is asked for. */
export interface ListRequest {
  startIndex?: number;
  count?: number;
  search?: string;
}

export type SettingValue = string | number | boolean | string[];
