import { Account, AccountMember } from './accounts/account.entity.js';
import { Api, ApiDocument, ImportedOperation } from './apis/api.entity.js';
import { ApiCall } from './apis/calls/api-call.entity.js';
import { ApiCallDay } from './apis/calls/api-call-day.entity.js';
import { ActivityDay } from './apps/activity/activity-day.entity.js';
import { AppActivity } from './apps/activity/app-activity.entity.js';
import { AppSecret } from './apps/secrets/app-secret.entity.js';
import { App } from './apps/app.entity.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { AuthorizationCodeRow } from './auth/authorize/authorization-code.entity.js';
import { AuthorizationRequestRow } from './auth/authorize/authorization-request.entity.js';
import { ConsentRow } from './auth/authorize/consent.entity.js';
import { DeviceAuthorizationRow } from './auth/device/device-authorization.entity.js';
import { RevokedToken } from './auth/grants/revoked-token.entity.js';
import { EndedHolder } from './auth/grants/ended-holder.entity.js';
import { GrantRow } from './auth/grants/grant.entity.js';
import { InitialAccessToken } from './auth/client-registration/initial-access-token.entity.js';
import { RsaSigningKeyRow, SigningKeyRow } from './auth/keys/signing-key.entity.js';
import { UsedOnceRow } from './auth/token/used-once.entity.js';
import { Gate, GateKey } from './gate/gates/gate.entity.js';
import { GateRefusal } from './gate/refusals/refusal.entity.js';
import { Delivery } from './sample/deliveries/delivery.entity.js';
import { PortalSession } from './portal/sessions/portal-session.entity.js';
import { BinItem } from './bin/bin-item.entity.js';
import { ApiKey } from './keys/api-key.entity.js';
import { Announcement } from './pages/announcement/announcement.entity.js';
import { TermsAcceptance, TermsVersion } from './pages/terms/terms.entity.js';
import { WrittenPage } from './pages/page.entity.js';
import { Role } from './roles/role.entity.js';
import { Scope } from './scopes/scope.entity.js';
import { Appearance, AppearanceImage } from './settings/appearance/appearance.entity.js';
import { SettingRow } from './settings/setting.entity.js';
import { CreatedCount } from './system/created-count.entity.js';
import { RemovedCount } from './system/removed-count.entity.js';
import { Task } from './sample/tasks/task.entity.js';
import { MailToken } from './users/mail/mail-token.entity.js';
import { RecoveryCode } from './users/second-factor/recovery-code.entity.js';
import { SecondFactor } from './users/second-factor/second-factor.entity.js';
import { User } from './users/user.entity.js';
import { Change } from './database/change.entity.js';

/** Every kind of row. Listed by hand: a glob would not load under Jest. */
export const entities = [
  Change,
  AuditEntry,
  BinItem,
  SettingRow,
  Appearance,
  AppearanceImage,
  Scope,
  Role,
  User,
  SecondFactor,
  RecoveryCode,
  MailToken,
  Account,
  AccountMember,
  App,
  AppSecret,
  AppActivity,
  ActivityDay,
  ApiKey,
  Api,
  ApiDocument,
  ImportedOperation,
  ApiCall,
  ApiCallDay,
  EndedHolder,
  GrantRow,
  RevokedToken,
  SigningKeyRow,
  RsaSigningKeyRow,
  AuthorizationRequestRow,
  AuthorizationCodeRow,
  DeviceAuthorizationRow,
  ConsentRow,
  UsedOnceRow,
  InitialAccessToken,
  Gate,
  GateKey,
  GateRefusal,
  WrittenPage,
  Announcement,
  TermsVersion,
  TermsAcceptance,
  PortalSession,
  Delivery,
  Task,
  RemovedCount,
  CreatedCount,
];
