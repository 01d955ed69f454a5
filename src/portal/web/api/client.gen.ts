/**
 * Gatehouse
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import type * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
import { oazapfts } from "./runtime.gen";

export type Delivery = {
    comments: string;
    createdAt: string;
    id: string;
    status: "open" | "done" | "cancelled";
    title: string;
    updatedAt: string;
};
export type DeliveryPage = {
    entry: Delivery[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateDelivery = {
    comments?: string;
    status?: "open" | "done" | "cancelled";
    title: string;
};
export type UpdateDelivery = {
    comments?: string;
    status?: "open" | "done" | "cancelled";
    title?: string;
};
export type Task = {
    comments: string;
    createdAt: string;
    id: string;
    status: "open" | "done" | "cancelled";
    title: string;
    updatedAt: string;
};
export type TaskPage = {
    entry: Task[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateTask = {
    comments?: string;
    status?: "open" | "done" | "cancelled";
    title: string;
};
export type UpdateTask = {
    comments?: string;
    status?: "open" | "done" | "cancelled";
    title?: string;
};
export type DeviceAuthorization = {
    device_code: string;
    /** Seconds. */
    expires_in: number;
    /** Seconds between polls. */
    interval: number;
    user_code: string;
    verification_uri: string;
    verification_uri_complete: string;
};
export type Introspection = {
    /** The only account it works for. */
    account?: string;
    /** Who acts for the person (RFC 8693). */
    act?: object;
    active: boolean;
    aud?: string;
    client_id?: string;
    /** The key it is bound to (RFC 9449). */
    cnf?: object;
    exp?: number;
    iat?: number;
    iss?: string;
    jti?: string;
    /** What may be used now. */
    scope?: string;
    sub?: string;
    token_type?: string;
    username?: string;
};
export type PushedRequest = {
    expires_in: number;
    request_uri: string;
};
export type TokenResponse = {
    access_token: string;
    /** Seconds. */
    expires_in: number;
    token_type: string;
};
export type Userinfo = {
    /** With `email`. */
    email?: string;
    /** With `email`: whether a mailed link proved the address. */
    email_verified?: boolean;
    /** With `profile`: the user name. */
    name?: string;
    /** With `profile`. */
    preferred_username?: string;
    sub: string;
    /** With `profile`: seconds since 1970. */
    updated_at?: number;
};
export type WhoamiApp = {
    key: string;
    name: string;
};
export type Whoami = {
    /** The only account the token works for. */
    account?: string;
    /** The app, unless the person logged in without one. */
    app?: WhoamiApp;
    email?: string;
    /** The token’s `sub`. */
    id: string;
    role?: string;
    roleId?: string;
    /** What may be used now. */
    scopes: string[];
    username?: string;
};
export type Acceptance = {
    acceptedAt: string;
    userId: string;
    version: string;
};
export type AcceptancePage = {
    entry: Acceptance[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type Account = {
    createdAt: string;
    id: string;
    name: string;
    /** The owner’s user name. */
    owner: string;
    /** The partner it belongs to. */
    ownerId: string;
};
export type AccountPage = {
    entry: Account[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateOwnedAccount = {
    name: string;
    /** The partner it belongs to. */
    ownerId: string;
};
export type UpdateOwnedAccount = {
    name?: string;
    /** The partner it belongs to. */
    ownerId?: string;
};
export type Member = {
    createdAt: string;
    userId: string;
    username: string;
};
export type MemberPage = {
    entry: Member[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type AppActivityEntry = {
    appId: string;
    appName: string;
    /** The last time in that hour. */
    at: string;
    /** The grant type, or the reason of the failure. */
    detail: string;
    /** `issued`, or the error code of a failure. */
    event: string;
    ip: string | null;
    times: number;
};
export type AppActivityPage = {
    entry: AppActivityEntry[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type Announcement = {
    "from": string | null;
    level: "info" | "warning";
    /** Words, and links as [label](https://…). */
    textEn: string;
    /** The same in French. */
    textFr: string;
    until: string | null;
};
export type UpdateAnnouncement = {
    /** Not shown before; null shows it at once. */
    "from"?: string | null;
    level?: "info" | "warning";
    textEn?: string;
    textFr?: string;
    /** Not shown from then on; null shows it until somebody ends it. */
    until?: string | null;
};
export type Api = {
    /** Whether it is told who calls by a signed token. */
    assertion: boolean;
    /** Stands before the paths of the document. */
    basePath: string;
    createdAt: string;
    id: string;
    importedAt: string | null;
    /** The header that carries an API key. */
    keyHeader: string;
    name: string;
    /** Until then refusals are recorded and let through. */
    observeUntil: string | null;
    /** How many operations it has. */
    operations: number;
    /** Whether preflights of browsers pass without a credential. */
    preflight: boolean;
    /** How many of them are open to everyone. */
    publicOperations: number;
    /** Its address for programs, and the audience of tokens for it alone. */
    publicUrl: string;
    title: string;
};
export type ApiPage = {
    entry: Api[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateApi = {
    assertion?: boolean;
    basePath?: string;
    /** An OpenAPI document of 3.0 or 3.1, JSON or YAML; imported at once. At most 8 MiB. */
    document?: string;
    keyHeader?: string;
    name: string;
    /** At most 14 days ahead; null ends it. */
    observeUntil?: string | null;
    preflight?: boolean;
    publicUrl: string;
    title: string;
};
export type CallingApp = {
    calls: number;
    key: string;
    name: string;
};
export type Consequence = {
    /** At most 100, those with most calls first. */
    apps: CallingApp[];
    kind: "gains" | "loses" | "stops" | "opens";
    operation: string;
    /** Names of roles. */
    roles: string[];
};
export type ApiConsequences = {
    consequences: Consequence[];
    /** To be sent as If-Match. */
    revision: string;
};
export type UpdateApi = {
    assertion?: boolean;
    basePath?: string;
    keyHeader?: string;
    /** At most 14 days ahead; null ends it. */
    observeUntil?: string | null;
    preflight?: boolean;
    publicUrl?: string;
    title?: string;
};
export type ApiPlace = {
    method: string;
    name: string;
    path: string;
};
export type ChangedOperation = {
    name: string;
    /** Sentences. */
    what: string[];
};
export type DocumentFault = {
    message: string;
    where: string;
};
export type RenamedOperation = {
    /** Opens it still, until the scope is deleted. */
    "from": string;
    method: string;
    path: string;
    to: string;
};
export type ImportReport = {
    added: ApiPlace[];
    changed: ChangedOperation[];
    consequences: Consequence[];
    /** With any of them it is not applied. */
    faults: DocumentFault[];
    removed: ApiPlace[];
    renamed: RenamedOperation[];
    /** To be sent as If-Match. */
    revision: string;
};
export type ImportedOperation = {
    access: "private" | "public";
    /** Former names that still open it. */
    aliases: string[];
    method: string;
    name: string;
    /** The whole path, as the gate sees it. */
    path: string;
    /** Whether the document would have it open; that opens nothing. */
    proposedPublic: boolean;
    /** Why it was opened. */
    reason: string | null;
    /** All of them are needed; none when it is public. */
    scopes: string[];
    summary: string;
};
export type ImportedOperationPage = {
    entry: ImportedOperation[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type UpdateImportedOperation = {
    access: "private" | "public";
    /** Why; required to open it to everyone, and kept in the audit log. */
    reason?: string;
    /** All of them are needed, in place of its name; an empty list is its name again. */
    scopes?: string[];
};
export type OperationAccess = {
    access: "private" | "public";
    /** Why; required to open it to everyone, and kept in the audit log. */
    reason?: string;
    /** All of them are needed, in place of its name; an empty list is its name again. */
    scopes?: string[];
};
export type Approved = {
    name: string;
    redirectUris: string[];
    scopes: string[];
    url: string | null;
};
export type AppSecret = {
    createdAt: string;
    expiresAt: string | null;
    id: string;
    lastUsedAt: string | null;
    /** Its last four characters. */
    tail: string;
};
export type App = {
    accountId: string | null;
    /** What the account is called. */
    accountName: string | null;
    /** The client_id. */
    appKey: string;
    /** Whether it waits for approval again when its owner changes what was approved. */
    approvalNeeded: boolean;
    /** What it was then; it may have changed since. */
    approved: Approved | null;
    /** When an administrator approved it. */
    approvedAt: string | null;
    createdAt: string;
    /** What the administrator wrote who chose the status last. */
    decisionMessage: string | null;
    description: string;
    /** Who disabled it; its owner enables only what its owner disabled. */
    disabledBy: ("owner" | "administrator" | null) | ("owner" | "administrator" | null);
    dpop: boolean;
    /** Where it may go on to by exchange. */
    exchangeAudiences: string[];
    firstParty: boolean;
    id: string;
    idTokenAlg: "ES256" | "RS256";
    jwks: object | null;
    name: string;
    /** The owner’s user name. */
    owner: string;
    /** Empty when it belongs to nobody. */
    ownerId: string;
    postLogoutRedirectUris: string[];
    redirectUris: string[];
    /** How it registered itself; null for an app that a person made. */
    registration: ("token" | "open" | null) | ("token" | "open" | null);
    scopes: string[];
    secrets: AppSecret[];
    status: "active" | "pending" | "disabled";
    "type": "confidential" | "public";
    updatedAt: string;
    url: string | null;
};
export type AppPage = {
    entry: App[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateAnyApp = {
    /** Restricts it to an account. */
    accountId?: string | null;
    description?: string;
    /** Whether its tokens must be bound to a key (RFC 9449). */
    dpop?: boolean;
    /** Resources to which it may exchange tokens that it was given (RFC 8693). */
    exchangeAudiences?: string[];
    /** Whether it may ask people for their passwords. */
    firstParty?: boolean;
    /** What its ID tokens are signed with. Access tokens are ES256 always. */
    idTokenAlg?: "ES256" | "RS256";
    /** Public keys for private_key_jwt, as {"keys": [...]}. */
    jwks?: object | null;
    name: string;
    /** The person it belongs to; you when missing. */
    ownerId?: string;
    /** Where people may go after signing out; compared exactly. */
    postLogoutRedirectUris?: string[];
    /** Compared exactly. */
    redirectUris?: string[];
    /** At most this; no scope that you lack. */
    scopes?: string[];
    status?: "active" | "pending" | "disabled";
    /** A public app runs on its user’s device and has no secret. */
    "type"?: "confidential" | "public";
    /** Where people read about it. */
    url?: string | null;
};
export type AppWithSecret = {
    accountId: string | null;
    /** What the account is called. */
    accountName: string | null;
    /** The client_id. */
    appKey: string;
    /** Shown once, to the owner alone; a public app has none. */
    appSecret?: string;
    /** Whether it waits for approval again when its owner changes what was approved. */
    approvalNeeded: boolean;
    /** What it was then; it may have changed since. */
    approved: Approved | null;
    /** When an administrator approved it. */
    approvedAt: string | null;
    createdAt: string;
    /** What the administrator wrote who chose the status last. */
    decisionMessage: string | null;
    description: string;
    /** Who disabled it; its owner enables only what its owner disabled. */
    disabledBy: ("owner" | "administrator" | null) | ("owner" | "administrator" | null);
    dpop: boolean;
    /** Where it may go on to by exchange. */
    exchangeAudiences: string[];
    firstParty: boolean;
    id: string;
    idTokenAlg: "ES256" | "RS256";
    jwks: object | null;
    name: string;
    /** The owner’s user name. */
    owner: string;
    /** Empty when it belongs to nobody. */
    ownerId: string;
    postLogoutRedirectUris: string[];
    redirectUris: string[];
    /** How it registered itself; null for an app that a person made. */
    registration: ("token" | "open" | null) | ("token" | "open" | null);
    scopes: string[];
    secrets: AppSecret[];
    status: "active" | "pending" | "disabled";
    "type": "confidential" | "public";
    updatedAt: string;
    url: string | null;
};
export type UpdateAnyApp = {
    /** To the owner, about the status. A status that is sent without one takes it away. */
    decisionMessage?: string;
    description?: string;
    /** Whether its tokens must be bound to a key (RFC 9449). */
    dpop?: boolean;
    /** Resources to which it may exchange tokens that it was given (RFC 8693). */
    exchangeAudiences?: string[];
    /** Whether it may ask people for their passwords. */
    firstParty?: boolean;
    /** What its ID tokens are signed with. Access tokens are ES256 always. */
    idTokenAlg?: "ES256" | "RS256";
    /** Public keys for private_key_jwt, as {"keys": [...]}. */
    jwks?: object | null;
    name?: string;
    /** The person it belongs to; you when missing. */
    ownerId?: string;
    /** Where people may go after signing out; compared exactly. */
    postLogoutRedirectUris?: string[];
    /** Compared exactly. */
    redirectUris?: string[];
    /** At most this; no scope that you lack. */
    scopes?: string[];
    status?: "active" | "pending" | "disabled";
    /** Where people read about it. */
    url?: string | null;
};
export type ActivityEntry = {
    /** The last time in that hour. */
    at: string;
    /** The grant type, or the reason of the failure. */
    detail: string;
    /** `issued`, or the error code of a failure. */
    event: string;
    ip: string | null;
    times: number;
};
export type Activity = {
    entry: ActivityEntry[];
    /** Token requests refused. */
    failed: number;
    /** Tokens issued. */
    issued: number;
    itemsPerPage: number;
    lastUsedAt: string | null;
    secrets: AppSecret[];
    startIndex: number;
    totalResults: number;
};
export type CreateSecret = {
    overlap?: "now" | "1h" | "24h" | "7d";
};
export type CreatedSecret = {
    /** Made for the owner alone. */
    appSecret?: string;
    /** When the old one ends. */
    previousExpiresAt: string | null;
};
export type Appearance = {
    accentColor: string | null;
    /** The nearest readable one if null. */
    accentColorDark: string | null;
    favicon: string | null;
    /** Its path. */
    logo: string | null;
    /** For dark grounds. */
    logoDark: string | null;
    mailSender: string | null;
    name: string | null;
    privacyUrl: string | null;
    statusUrl: string | null;
    supportEmail: string | null;
    termsUrl: string | null;
};
export type UpdateAppearance = {
    accentColor?: string | null;
    accentColorDark?: string | null;
    /** Who mails come from; the name if missing. */
    mailSender?: string | null;
    /** In the portal, on pages and in mails. */
    name?: string | null;
    privacyUrl?: string | null;
    statusUrl?: string | null;
    /** Where people ask for help. */
    supportEmail?: string | null;
    termsUrl?: string | null;
};
export type AppearanceImage = {
    /** A PNG, JPEG or WebP image of at most 90 KB, in base64. */
    data: string;
};
export type AuditEntry = {
    /** The person’s user name, else the app’s name; the id of who is gone. */
    actor: string | null;
    /** The key of the app that acted. */
    appKey: string | null;
    /** The name of the app that acted. */
    appName: string | null;
    at: string;
    /** What changed. */
    detail: {
        [key: string]: unknown;
    };
    event: string;
    id: string;
    ip: string | null;
    /** What the ids in `detail` are called now, by id. */
    names: {
        [key: string]: string;
    };
    subject: string | null;
    /** What the subject is called now; its id when it is gone. */
    subjectName: string | null;
    /** How often it happened in that hour; `at` is the last time. */
    times: number;
    userId: string | null;
};
export type AuditEntryPage = {
    entry: AuditEntry[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type BinItem = {
    /** The id that it had, and gets back. */
    id: string;
    kind: "user" | "app";
    /** The name of the app, or the user name. */
    name: string;
    /** The owner’s user name; nothing when the owner is gone too. */
    owner: string | null;
    /** Whose it was; empty for nobody’s app. */
    ownerId: string;
    removedAt: string;
    /** Their user name; nothing when they are gone too. */
    removedBy: string | null;
    /** Who removed it. */
    removedById: string | null;
    /** From then on it is gone for good. */
    until: string;
};
export type BinPage = {
    entry: BinItem[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type BinObstacle = {
    code: string;
    detail: string;
};
export type BinPreview = {
    /** Accounts that come back with a user. */
    accounts: number;
    /** Apps that come back with a user. */
    apps: number;
    /** The id that it had, and gets back. */
    id: string;
    kind: "user" | "app";
    /** Scopes of apps that there are no longer. */
    lostScopes: string[];
    /** The name of the app, or the user name. */
    name: string;
    /** Why it cannot be brought back now. */
    obstacle: BinObstacle | null;
    /** The owner’s user name; nothing when the owner is gone too. */
    owner: string | null;
    /** Whose it was; empty for nobody’s app. */
    ownerId: string;
    /** Names of apps that stay in the bin, since something that they need is missing. */
    remaining: string[];
    removedAt: string;
    /** Their user name; nothing when they are gone too. */
    removedBy: string | null;
    /** Who removed it. */
    removedById: string | null;
    /** The id of the role that the user gets, when theirs is gone. */
    roleId: string | null;
    /** From then on it is gone for good. */
    until: string;
};
export type CallsOfApp = {
    allowed: number;
    /** Its key; `-` for requests without a credential. */
    appKey: string;
    /** Nothing once the app is deleted. */
    id: string | null;
    name: string | null;
    refused: number;
};
export type CallSums = {
    allowed: number;
    refused: number;
};
export type CallsOfOperation = {
    allowed: number;
    operation: string;
    refused: number;
};
export type CallsAt = {
    allowed: number;
    /** When the hour or day began. */
    at: string;
    refused: number;
};
export type AllCalls = {
    allowed: number;
    /** At most 100, with most calls first. */
    apps: CallsOfApp[];
    /** In the time of the same length before. */
    before: CallSums;
    /** At most 100, with most calls first. */
    operations: CallsOfOperation[];
    refused: number;
    /** Oldest first, those without calls too. */
    times: CallsAt[];
    unit: "hour" | "day";
};
export type Setting = {
    /** The only values there are. */
    choices?: string[];
    "default": string | boolean | number | string[];
    description: string;
    /** Its entity tag, for who reads it in a list. */
    etag: string;
    key: string;
    maximum?: number;
    minimum?: number;
    "type": "string" | "boolean" | "number" | "list";
    value: string | boolean | number | string[];
};
export type SettingPage = {
    entry: Setting[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type UpdateSetting = {
    value: string | boolean | number | string[];
};
export type GateKey = {
    createdAt: string;
    expiresAt: string | null;
    id: string;
    /** Its last four characters. */
    tail: string;
};
export type Gate = {
    /** Names of the APIs it stands in front of. */
    apis: string[];
    createdAt: string;
    /** How it asks. */
    dialect: "nginx" | "forward" | "envoy" | "json";
    /** How many elements from the right the client stands in X-Forwarded-For. */
    hops: number;
    id: string;
    /** Newest first. */
    keys: GateKey[];
    lastAskedAt: string | null;
    name: string;
};
export type GatePage = {
    entry: Gate[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateGate = {
    apis: string[];
    dialect: "nginx" | "forward" | "envoy" | "json";
    hops?: number;
    name: string;
};
export type GateWithKey = {
    /** Names of the APIs it stands in front of. */
    apis: string[];
    createdAt: string;
    /** How it asks. */
    dialect: "nginx" | "forward" | "envoy" | "json";
    /** Shown once. The proxy sends it as Gatehouse-Gate. */
    gateKey: string;
    /** How many elements from the right the client stands in X-Forwarded-For. */
    hops: number;
    id: string;
    /** Newest first. */
    keys: GateKey[];
    lastAskedAt: string | null;
    name: string;
};
export type UpdateGate = {
    apis?: string[];
    dialect?: "nginx" | "forward" | "envoy" | "json";
    hops?: number;
    name?: string;
};
export type CreateGateKey = {
    overlap?: "now" | "1h" | "24h" | "7d";
};
export type CreatedGateKey = {
    gateKey: string;
    /** When the old one ends. */
    previousExpiresAt: string | null;
};
export type InitialAccess = {
    createdAt: string;
    expiresAt: string;
    /** The grant types that such an app may have. */
    grantTypes: string[];
    id: string;
    name: string;
    /** What an app that it registers may do at most. */
    scopes: string[];
    /** How many did. */
    used: number;
    /** Who made it; apps are registered in their name. */
    userId: string;
    /** Their user name. */
    username: string;
    /** How many programs may register with it. */
    uses: number;
};
export type InitialAccessPage = {
    entry: InitialAccess[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateInitialAccess = {
    /** At most 365 days ahead; 7 days ahead when missing. */
    expiresAt?: string;
    /** authorization_code, refresh_token and client_credentials when missing. */
    grantTypes?: ("authorization_code" | "refresh_token" | "client_credentials" | "urn:ietf:params:oauth:grant-type:device_code" | "urn:ietf:params:oauth:grant-type:token-exchange")[];
    /** For whom it is. */
    name?: string;
    /** No scope that you lack, and neither `backend` nor anything below it; what the default role may do when missing. */
    scopes?: string[];
    uses?: number;
};
export type InitialAccessWithSecret = {
    createdAt: string;
    expiresAt: string;
    /** The grant types that such an app may have. */
    grantTypes: string[];
    id: string;
    name: string;
    /** What an app that it registers may do at most. */
    scopes: string[];
    /** Shown once. */
    token: string;
    /** How many did. */
    used: number;
    /** Who made it; apps are registered in their name. */
    userId: string;
    /** Their user name. */
    username: string;
    /** How many programs may register with it. */
    uses: number;
};
export type ImportApiKey = {
    /** The app that the key acts as. */
    appId: string;
    /** Without it, it has no end. */
    expiresAt?: string | null;
    name: string;
    /** Scopes of the app. */
    scopes: string[];
    /** SHA-256 of the key, in 64 small hexadecimal digits. */
    sha256: string;
};
export type ImportedApiKey = {
    appId: string;
    createdAt: string;
    expiresAt: string | null;
    id: string;
    lastUsedAt: string | null;
    name: string;
    scopes: string[];
    /** Its last four characters; null for a key that was imported. */
    tail: string | null;
};
export type MailPreview = {
    html: string;
    name: string;
    subject: string;
    text: string;
};
export type MailPreviews = {
    mails: MailPreview[];
    sender: string;
};
export type MailTest = {
    /** What the mail server said. */
    error: string | null;
    /** Taken by the mail server, put into the outbox folder, or not sent. */
    outcome: "server" | "outbox" | "failed";
    /** Whom it went to. */
    to: string;
};
export type Operation = {
    /** Whether the person must have confirmed who they are lately. */
    confirmed: boolean;
    method: string;
    name: string;
    /** Whether only a login of one’s own opens it. */
    ownLogin: boolean;
    path: string;
    /** Whether a token for one account opens it. */
    perAccount: boolean;
    "public": boolean;
    /** The scope it needs. */
    scope: string | null;
};
export type OperationPage = {
    entry: Operation[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type Page = {
    id: string;
    kind: "guide" | "changelog";
    language: "en" | "fr";
    /** Its place among the guides. */
    position: number;
    publishedAt: string | null;
    /** The same in each language. */
    slug: string;
    /** A page of the folder is a file of this instance, and is changed there. */
    source: "portal" | "folder";
    state: "draft" | "published";
    /** How its text begins. */
    summary: string;
    title: string;
    updatedAt: string;
    /** Who changed it last. */
    updatedBy: string | null;
};
export type PagesPage = {
    entry: Page[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreatePage = {
    kind: "guide" | "changelog";
    language: "en" | "fr";
    /** Its text. HTML in it is shown as it is written. */
    markdown?: string;
    position?: number;
    slug: string;
    state?: "draft" | "published";
    title: string;
};
export type WholePage = {
    id: string;
    kind: "guide" | "changelog";
    language: "en" | "fr";
    /** Its text. */
    markdown: string;
    /** Its place among the guides. */
    position: number;
    publishedAt: string | null;
    /** The same in each language. */
    slug: string;
    /** A page of the folder is a file of this instance, and is changed there. */
    source: "portal" | "folder";
    state: "draft" | "published";
    /** How its text begins. */
    summary: string;
    title: string;
    updatedAt: string;
    /** Who changed it last. */
    updatedBy: string | null;
};
export type UpdatePage = {
    /** Its text. HTML in it is shown as it is written. */
    markdown?: string;
    position?: number;
    slug?: string;
    state?: "draft" | "published";
    title?: string;
};
export type RefusedCredential = {
    kind: "none" | "unknown" | "access_token" | "personal_token" | "api_key";
    /** Its last four characters. */
    tail: string | null;
};
export type Refusal = {
    /** The name of the API. */
    api: string;
    /** Whose request it was. */
    appKey: string | null;
    /** The last time in that hour. */
    at: string;
    code: string;
    credential: RefusedCredential;
    /** `would-refuse`: it was let through, since the API is only observed. */
    decision: "refuse" | "would-refuse";
    /** The name of the gate. */
    gate: string;
    method: string;
    operation: string | null;
    /** The template, never the path. */
    path: string | null;
    /** In words. */
    reason: string;
    status: number;
    times: number;
};
export type RefusalPage = {
    entry: Refusal[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type Role = {
    createdAt: string;
    description: string;
    /** Holds every scope, also those of operations to come. */
    everything: boolean;
    id: string;
    name: string;
    scopes: string[];
    /** Comes with Gatehouse; cannot be removed or renamed. */
    system: boolean;
    /** How many people have it. */
    users: number;
};
export type RolePage = {
    entry: Role[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateRole = {
    description?: string;
    /** Letters, digits, spaces, dots, dashes and underscores. */
    name: string;
    scopes?: string[];
};
export type UpdateRole = {
    description?: string;
    /** Letters, digits, spaces, dots, dashes and underscores. */
    name?: string;
    scopes?: string[];
};
export type RoleScopes = {
    scopes: string[];
};
export type RolePreview = {
    /** Scopes of operations that would open. */
    gains: string[];
    /** Scopes of operations that would close. */
    loses: string[];
    /** How many people have the role. */
    people: number;
};
export type Scope = {
    createdAt: string;
    /** What it opens, for people. */
    description: string;
    /** Whether the description is ours: nobody wrote another one. */
    generated: boolean;
    id: string;
    name: string;
    /** Needed by operations; cannot be removed or renamed. */
    system: boolean;
};
export type ScopePage = {
    entry: Scope[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateScope = {
    description?: string;
    name: string;
};
export type UpdateScope = {
    description?: string;
    name?: string;
};
export type StatisticDay = {
    /** Apps that were made. */
    apps: number;
    date: string;
    /** Token requests refused. */
    failed: number;
    /** Tokens issued. */
    issued: number;
    /** People who joined. */
    people: number;
};
export type StatisticTotals = {
    apps: number;
    /** When these were counted: at most once a minute where there are many. */
    countedAt: string;
    /** Live grants. */
    grants: number;
    people: number;
};
export type Statistic = {
    days: StatisticDay[];
    totals: StatisticTotals;
};
export type FirstSteps = {
    /** Whether an API was imported. */
    api: boolean;
    /** Whether somebody has the default role. */
    developer: boolean;
    /** Whether mails go to a mail server. */
    mail: boolean;
    /** Whether the provider has a name of their own. */
    name: boolean;
    /** Whether the default role is another than at the first start. */
    role: boolean;
    /** Whether there is a scope of your own, or of an imported API. */
    scope: boolean;
};
export type AppTimes = {
    id: string;
    name: string;
    times: number;
};
export type Attention = {
    /** Mails of this instance that the mail server did not take so far. */
    delayedMails: number;
    /** What a new installation needs; nothing once all of it is there, or when the setting `portal.first_steps` is off. */
    firstSteps: FirstSteps | null;
    /** The apps with most tokens in 24 hours. */
    mostIssued: AppTimes[];
    /** The apps with most refusals in 24 hours. */
    mostRefused: AppTimes[];
    /** Apps with a secret that is older than a year and has not ended. */
    oldSecrets: number;
    /** Apps that wait for approval. */
    pendingApps: number;
    /** Users who wait for activation. */
    pendingUsers: number;
    /** The newest gates that never asked, ten at most. */
    silentGates: string[];
};
export type Terms = {
    /** How many users accepted it. */
    accepted: number;
    id: string;
    /** Whether it is the version that has to be accepted now. */
    inForce: boolean;
    /** Where they stand, if not here. */
    link: string | null;
    publishedAt: string;
    /** Who published it. */
    publishedBy: string | null;
    version: string;
    withdrawnAt: string | null;
};
export type TermsPage = {
    entry: Terms[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateTerms = {
    link?: string;
    /** Markdown. */
    markdownEn?: string;
    /** The same in French. */
    markdownFr?: string;
    version: string;
};
export type WholeTerms = {
    /** How many users accepted it. */
    accepted: number;
    id: string;
    /** Whether it is the version that has to be accepted now. */
    inForce: boolean;
    /** Where they stand, if not here. */
    link: string | null;
    /** Markdown; empty where they stand elsewhere. */
    markdownEn: string;
    /** The same in French. */
    markdownFr: string;
    publishedAt: string;
    /** Who published it. */
    publishedBy: string | null;
    version: string;
    withdrawnAt: string | null;
};
export type Grant = {
    account: string | null;
    /** What the account is called. */
    accountName: string | null;
    appName: string | null;
    /** The app’s key; `gatehouse` for a login without an app. */
    clientId: string;
    createdAt: string;
    expiresAt: string;
    id: string;
    /** How it came about, such as `login` or `password`. */
    kind: string;
    lastUsedAt: string;
    scopes: string[];
    /** Missing when an app acts for itself. */
    userId: string | null;
    username: string | null;
};
export type GrantPage = {
    entry: Grant[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type User = {
    createdAt: string;
    email: string;
    id: string;
    /** Whether they were invited and have not chosen a password yet. */
    invited: boolean;
    lastLoginAt: string | null;
    /** Whether a second factor is set. */
    mfa: boolean;
    /** The name of the role. */
    role: string;
    roleId: string;
    status: "active" | "pending" | "disabled";
    username: string;
};
export type UserPage = {
    entry: User[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateUser = {
    email: string;
    /** Without it, the user is invited by mail, and chooses one. */
    password?: string;
    /** Without it, the role of `role_default`. */
    roleId?: string;
    /** Without it, `active`; who is invited is `pending` until they choose a password. */
    status?: "active" | "disabled";
    username: string;
};
export type UpdateUser = {
    email?: string;
    /** Ends all tokens and sessions. */
    password?: string;
    roleId?: string;
    /** `disabled` ends all tokens and sessions. */
    status?: "active" | "disabled";
    username?: string;
};
export type OwnAccount = {
    createdAt: string;
    email: string;
    id: string;
    /** Whether they were invited and have not chosen a password yet. */
    invited: boolean;
    lastLoginAt: string | null;
    /** Whether a second factor is set. */
    mfa: boolean;
    /** The name of the role. */
    role: string;
    roleId: string;
    /** What the role opens now. */
    scopes: string[];
    status: "active" | "pending" | "disabled";
    username: string;
};
export type UpdateOwnAccount = {
    /** Where people are activated by mail, it counts once its link was opened. */
    email?: string;
};
export type ChangePassword = {
    newPassword: string;
    oldPassword: string;
};
export type Message = {
    message: string;
    success: boolean;
};
export type SecondFactor = {
    otpauthUri: string;
    /** Base 32. */
    secret: string;
};
export type SecondFactorCode = {
    code: string;
};
export type RecoveryCodes = {
    recoveryCodes: string[];
};
export type Activate = {
    token: string;
};
export type Address = {
    email: string;
};
export type ConsumerApi = {
    /** Stands before the paths of the document. */
    basePath: string;
    /** The header that carries an API key. */
    keyHeader: string;
    name: string;
    /** How many of its operations my role opens. */
    operationCount: number;
    /** Its address for programs, and the audience of tokens for it alone. */
    publicUrl: string;
    title: string;
};
export type ConsumerApiPage = {
    entry: ConsumerApi[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type ConsumerOperation = {
    access: "private" | "public";
    method: string;
    name: string;
    /** The same scopes, each with the former names that still count for it. */
    needs: string[][];
    /** The whole path, as the gate sees it. */
    path: string;
    /** What an app needs to call it, all of them. */
    scopes: string[];
    summary: string;
};
export type ConsumerApiWithOperations = {
    /** Stands before the paths of the document. */
    basePath: string;
    /** The header that carries an API key. */
    keyHeader: string;
    name: string;
    /** How many of its operations my role opens. */
    operationCount: number;
    operations: ConsumerOperation[];
    /** Its address for programs, and the audience of tokens for it alone. */
    publicUrl: string;
    title: string;
};
export type CreateApp = {
    /** Restricts it to an account. */
    accountId?: string | null;
    description?: string;
    /** Whether its tokens must be bound to a key (RFC 9449). */
    dpop?: boolean;
    /** What its ID tokens are signed with. Access tokens are ES256 always. */
    idTokenAlg?: "ES256" | "RS256";
    /** Public keys for private_key_jwt, as {"keys": [...]}. */
    jwks?: object | null;
    name: string;
    /** Where people may go after signing out; compared exactly. */
    postLogoutRedirectUris?: string[];
    /** Compared exactly. */
    redirectUris?: string[];
    /** At most this; no scope that you lack. */
    scopes?: string[];
    /** A public app runs on its user’s device and has no secret. */
    "type"?: "confidential" | "public";
    /** Where people read about it. */
    url?: string | null;
};
export type UpdateApp = {
    description?: string;
    /** Whether its tokens must be bound to a key (RFC 9449). */
    dpop?: boolean;
    /** What its ID tokens are signed with. Access tokens are ES256 always. */
    idTokenAlg?: "ES256" | "RS256";
    /** Public keys for private_key_jwt, as {"keys": [...]}. */
    jwks?: object | null;
    name?: string;
    /** Where people may go after signing out; compared exactly. */
    postLogoutRedirectUris?: string[];
    /** Compared exactly. */
    redirectUris?: string[];
    /** At most this; no scope that you lack. */
    scopes?: string[];
    /** Where people read about it. */
    url?: string | null;
};
export type Calls = {
    allowed: number;
    /** In the time of the same length before. */
    before: CallSums;
    /** At most 100, with most calls first. */
    operations: CallsOfOperation[];
    refused: number;
    /** Oldest first, those without calls too. */
    times: CallsAt[];
    unit: "hour" | "day";
};
export type ApiKey = {
    createdAt: string;
    expiresAt: string | null;
    id: string;
    lastUsedAt: string | null;
    name: string;
    scopes: string[];
    /** Its last four characters; null for a key that was imported. */
    tail: string | null;
};
export type ApiKeyPage = {
    entry: ApiKey[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreateApiKey = {
    /** Without it, it has no end. */
    expiresAt?: string | null;
    name: string;
    /** Scopes of the app. */
    scopes: string[];
};
export type CreatedApiKey = {
    createdAt: string;
    expiresAt: string | null;
    id: string;
    /** Shown once. */
    key: string;
    lastUsedAt: string | null;
    name: string;
    scopes: string[];
    /** Its last four characters; null for a key that was imported. */
    tail: string | null;
};
export type RotateApiKey = {
    overlap?: "now" | "1h" | "24h" | "7d";
};
export type RotatedApiKey = {
    createdAt: string;
    expiresAt: string | null;
    id: string;
    /** Shown once. */
    key: string;
    lastUsedAt: string | null;
    name: string;
    /** When the old key ends. */
    previousExpiresAt: string;
    scopes: string[];
    /** Its last four characters; null for a key that was imported. */
    tail: string | null;
};
export type Confirmation = {
    /** The current code of the second factor, or a recovery code. */
    otp?: string;
    password?: string;
};
export type ActingApp = {
    key: string;
    name: string;
};
export type MyGrant = {
    account: string | null;
    /** What the account is called. */
    accountName: string | null;
    app: ActingApp | null;
    createdAt: string;
    expiresAt: string;
    id: string;
    /** How it came about; `login` is a login of my own. */
    kind: string;
    lastUsedAt: string;
    scopes: string[];
};
export type MyGrantPage = {
    entry: MyGrant[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type SignIn = {
    /** The current code of the second factor, or a recovery code. */
    otp?: string;
    password: string;
    /** User name or e-mail address. */
    username: string;
};
export type LoginTokens = {
    /** Seconds. */
    expires_in: number;
    refresh_token: string;
    /** Space-separated. */
    scope: string;
    /** The access token. */
    token: string;
};
export type RefreshLogin = {
    refresh_token: string;
};
export type Membership = {
    createdAt: string;
    /** The account’s id, as `X-Account` and `scope=account:…` take it. */
    id: string;
    name: string;
    /** Whether it is the caller’s own. */
    own: boolean;
    /** The user name of the partner it belongs to. */
    owner: string;
};
export type MembershipPage = {
    entry: Membership[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type PublishedPage = {
    kind: "guide" | "changelog";
    /** The one that was asked for, or another one where it is not written in that. */
    language: "en" | "fr";
    /** In which it is written. */
    languages: ("en" | "fr")[];
    publishedAt: string | null;
    slug: string;
    /** How its text begins. */
    summary: string;
    title: string;
    updatedAt: string;
};
export type PublishedPagesPage = {
    entry: PublishedPage[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type WholePublishedPage = {
    kind: "guide" | "changelog";
    /** The one that was asked for, or another one where it is not written in that. */
    language: "en" | "fr";
    /** In which it is written. */
    languages: ("en" | "fr")[];
    /** Its text. */
    markdown: string;
    publishedAt: string | null;
    slug: string;
    /** How its text begins. */
    summary: string;
    title: string;
    updatedAt: string;
};
export type SetPassword = {
    newPassword: string;
    token: string;
};
export type Register = {
    /** The version of the terms of use that the user accepts; needed where there are terms. */
    acceptedTerms?: string;
    email: string;
    password: string;
    username: string;
};
export type GrantableScope = {
    description: string;
    /** Whether the description is ours: nobody wrote another one. */
    generated: boolean;
    grantable: boolean;
    name: string;
    /** Why not. */
    reason?: string;
};
export type GrantableScopePage = {
    entry: GrantableScope[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type Session = {
    createdAt: string;
    /** Whether it is the one that asks. */
    current: boolean;
    expiresAt: string;
    id: string;
    ip: string | null;
    /** Whether the second factor was used. */
    secondFactor: boolean;
    userAgent: string | null;
};
export type SessionPage = {
    entry: Session[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type OwnTerms = {
    /** When you accepted it. */
    acceptedAt: string | null;
    /** The version in force, if any. */
    version: string | null;
};
export type AcceptTerms = {
    version: string;
};
export type PersonalToken = {
    /** The only account it works for. */
    accountId: string | null;
    /** What the account is called. */
    accountName: string | null;
    createdAt: string;
    expiresAt: string;
    id: string;
    lastUsedAt: string;
    name: string;
    scopes: string[];
};
export type PersonalTokenPage = {
    entry: PersonalToken[];
    itemsPerPage: number;
    /** There may be more among the older entries: a search looks through the newest 100,000, and finds older ones by the beginning of a name at most. */
    searchIsPartial?: true;
    startIndex: number;
    /** There may be more: a very long list is not counted to its end. */
    totalIsMinimum?: true;
    totalResults: number;
};
export type CreatePersonalToken = {
    /** The only account it works for: one that you may use. */
    accountId?: string;
    /** At most 365 days ahead; 30 days ahead when missing. */
    expiresAt?: string;
    name: string;
    /** No scope that you lack. */
    scopes: string[];
};
export type PersonalTokenWithSecret = {
    /** The only account it works for. */
    accountId: string | null;
    expiresAt: string;
    id: string;
    name: string;
    scopes: string[];
    /** Shown once. */
    token: string;
};
export type CreateAccount = {
    name: string;
};
export type UpdateAccount = {
    name?: string;
};
export type CreateMember = {
    /** The id, the user name or the e-mail address of a user. */
    userId: string;
};
export type ConsentApp = {
    /** Whether it is the provider’s own. */
    firstParty: boolean;
    name: string;
    url: string | null;
};
export type ConsentPerson = {
    username: string;
};
export type ConsentScope = {
    description: string;
    /** Whether the description is ours: nobody wrote another one. */
    generated: boolean;
    /** Whether the person holds it, and so can give it. */
    granted: boolean;
    name: string;
};
export type Consent = {
    /** The only account it will work for. */
    account: string | null;
    app: ConsentApp;
    id: string;
    /** Whether the answer goes to a program on the person’s machine. */
    loopback: boolean;
    /** Whether the app can act while the person is away. */
    offline: boolean;
    person: ConsentPerson;
    /** Missing for a device. */
    redirectHost: string | null;
    redirectUri: string | null;
    /** The API that the tokens are for, when it is another one than ours (RFC 8707). */
    resource: string | null;
    /** What its owner calls that API. */
    resourceName: string | null;
    scopes: ConsentScope[];
    /** Whether no administrator has looked at the app. */
    unapproved: boolean;
};
export type Decision = {
    decision: "allow" | "deny";
    /** What is allowed; empty for a denial. */
    scopes: string[];
};
export type Decided = {
    redirectTo: string;
};
export type UserCode = {
    /** Letter case, spaces and dash do not count. */
    userCode: string;
};
export type DeviceConsent = {
    /** The id of the consent page. */
    consent: string;
};
export type Logout = {
    clientId?: string;
    idTokenHint?: string;
    postLogoutRedirectUri?: string;
    state?: string;
};
export type LoggedOut = {
    redirectTo: string | null;
};
export type OwnSession = {
    createdAt: string;
    email: string;
    id: string;
    /** Whether they were invited and have not chosen a password yet. */
    invited: boolean;
    lastLoginAt: string | null;
    /** Whether a second factor is set. */
    mfa: boolean;
    /** How many apps the person may have, for themselves and for each account. */
    mostApps: number;
    /** The name of the role. */
    role: string;
    roleId: string;
    /** What the role opens now. */
    scopes: string[];
    status: "active" | "pending" | "disabled";
    /** The version of the terms of use that the person has to accept now. */
    termsToAccept: string | null;
    username: string;
};
export type SignedIn = {
    id: string;
    scopes: string[];
    username: string;
};
export type About = {
    /** The API reference. */
    documentation: string;
    issuer: string;
    name: string;
    /** Whether people may register themselves. */
    registration: boolean;
    version: string;
};
export type Health = {
    status: string;
};
/**
 * Get the signing keys
 */
export function wellKnownJwks(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: object;
    }>("/.well-known/jwks.json", {
        ...opts
    }));
}
/**
 * Get the authorization server metadata
 */
export function wellKnownAuthorizationServer(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: object;
    }>("/.well-known/oauth-authorization-server", {
        ...opts
    }));
}
/**
 * Get the protected resource metadata
 */
export function wellKnownProtectedResource(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: object;
    }>("/.well-known/oauth-protected-resource", {
        ...opts
    }));
}
/**
 * Get the protected resource metadata of an API
 */
export function wellKnownOauthProtectedResourceGateApi(api: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: object;
    }>(`/.well-known/oauth-protected-resource/gate/${encodeURIComponent(api)}`, {
        ...opts
    }));
}
/**
 * Get the OpenID provider configuration
 */
export function wellKnownOpenidConfiguration(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: object;
    }>("/.well-known/openid-configuration", {
        ...opts
    }));
}
/**
 * List deliveries
 */
export function deliveriesList({ xAccount, startIndex, count, search }: {
    xAccount?: string;
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: DeliveryPage;
    }>(`/api/deliveries${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    }));
}
/**
 * Create a delivery
 */
export function deliveriesCreate(createDelivery: CreateDelivery, { xAccount }: {
    xAccount?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Delivery;
    }>("/api/deliveries", oazapfts.json({
        ...opts,
        method: "POST",
        body: createDelivery,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    })));
}
/**
 * Delete a delivery
 */
export function deliveriesRemove(id: string, { xAccount }: {
    xAccount?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/api/deliveries/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    }));
}
/**
 * Get a delivery
 */
export function deliveriesGet(id: string, { xAccount }: {
    xAccount?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Delivery;
    }>(`/api/deliveries/${encodeURIComponent(id)}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    }));
}
/**
 * Update a delivery
 */
export function deliveriesUpdate(id: string, updateDelivery: UpdateDelivery, { xAccount }: {
    xAccount?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Delivery;
    }>(`/api/deliveries/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateDelivery,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    })));
}
/**
 * List tasks
 */
export function tasksList({ xAccount, startIndex, count, search }: {
    xAccount?: string;
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: TaskPage;
    }>(`/api/tasks${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    }));
}
/**
 * Create a task
 */
export function tasksCreate(createTask: CreateTask, { xAccount }: {
    xAccount?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Task;
    }>("/api/tasks", oazapfts.json({
        ...opts,
        method: "POST",
        body: createTask,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    })));
}
/**
 * Delete a task
 */
export function tasksRemove(id: string, { xAccount }: {
    xAccount?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/api/tasks/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    }));
}
/**
 * Get a task
 */
export function tasksGet(id: string, { xAccount }: {
    xAccount?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Task;
    }>(`/api/tasks/${encodeURIComponent(id)}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    }));
}
/**
 * Update a task
 */
export function tasksUpdate(id: string, updateTask: UpdateTask, { xAccount }: {
    xAccount?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Task;
    }>(`/api/tasks/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateTask,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "X-Account": xAccount
        })
    })));
}
/**
 * Start an authorization request
 */
export function authorizationAuthorize(clientId: string, { responseType, redirectUri, scope, state, codeChallenge, codeChallengeMethod, responseMode, nonce, prompt, maxAge, idTokenHint, claims, resource, dpopJkt, requestUri }: {
    responseType?: string;
    redirectUri?: string;
    scope?: string;
    state?: string;
    codeChallenge?: string;
    codeChallengeMethod?: string;
    responseMode?: string;
    nonce?: string;
    prompt?: string;
    maxAge?: string;
    idTokenHint?: string;
    claims?: string;
    resource?: string;
    dpopJkt?: string;
    requestUri?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/authorization/authorize${QS.query(QS.explode({
        response_type: responseType,
        client_id: clientId,
        redirect_uri: redirectUri,
        scope,
        state,
        code_challenge: codeChallenge,
        code_challenge_method: codeChallengeMethod,
        response_mode: responseMode,
        nonce,
        prompt,
        max_age: maxAge,
        id_token_hint: idTokenHint,
        claims,
        resource,
        dpop_jkt: dpopJkt,
        request_uri: requestUri
    }))}`, {
        ...opts
    }));
}
/**
 * Start an authorization request by POST
 */
export function authorizationAuthorizeByPost(body: {
    /** Which claims the ID token shall hold (OpenID Connect Core §5.5). */
    claims?: string;
    /** The client ID. */
    client_id: string;
    /** Of the code verifier (PKCE, RFC 7636 §4.2). */
    code_challenge?: string;
    /** Always `S256`. */
    code_challenge_method?: string;
    /** The thumbprint of the key that the code is bound to (RFC 9449 §10). */
    dpop_jkt?: string;
    /** An earlier ID token of the user who is expected. */
    id_token_hint?: string;
    /** How many seconds ago the user may have signed in. */
    max_age?: string;
    /** Comes back in the ID token (OpenID Connect Core §3.1.2.1). */
    nonce?: string;
    /** `none`, `login`, `consent`, `select_account` or `create`. */
    prompt?: string;
    /** Where the answer goes; one of the app’s, compared exactly. */
    redirect_uri?: string;
    /** The API that the token is for (RFC 8707); Gatehouse if missing. */
    resource?: string;
    /** `query` or `form_post`; `query` if missing. */
    response_mode?: string;
    /** Always `code`. */
    response_type?: string;
    /** Space-separated; everything the app may have if missing. */
    scope?: string;
    /** Comes back with the answer. */
    state?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/authorization/authorize", oazapfts.form({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Create a device authorization
 */
export function authorizationDevice(body: {
    /** A JWT signed by the app, in place of a secret. */
    client_assertion?: string;
    /** urn:ietf:params:oauth:client-assertion-type:jwt-bearer (RFC 7523) */
    client_assertion_type?: string;
    /** The client ID, where no Basic header names it. */
    client_id?: string;
    /** The app secret, where no Basic header holds it. */
    client_secret?: string;
    /** The API that the token is for (RFC 8707); Gatehouse if missing. */
    resource?: string;
    /** Space-separated; everything the app may have if missing. */
    scope?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: DeviceAuthorization;
    }>("/authorization/device", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Introspect a token
 */
export function authorizationIntrospect(body: {
    /** A JWT signed by the app, in place of a secret. */
    client_assertion?: string;
    /** urn:ietf:params:oauth:client-assertion-type:jwt-bearer (RFC 7523) */
    client_assertion_type?: string;
    /** The client ID, where no Basic header names it. */
    client_id?: string;
    /** The app secret, where no Basic header holds it. */
    client_secret?: string;
    /** An access token or a refresh token. */
    token: string;
    /** Not needed: every token tells its type. */
    token_type_hint?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Introspection;
    }>("/authorization/introspect", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Create a pushed authorization request
 */
export function authorizationPar(body: {
    /** Which claims the ID token shall hold (OpenID Connect Core §5.5). */
    claims?: string;
    /** A JWT signed by the app, in place of a secret. */
    client_assertion?: string;
    /** urn:ietf:params:oauth:client-assertion-type:jwt-bearer (RFC 7523) */
    client_assertion_type?: string;
    /** The client ID, where no Basic header names it. */
    client_id?: string;
    /** The app secret, where no Basic header holds it. */
    client_secret?: string;
    /** Of the code verifier (PKCE, RFC 7636 §4.2). */
    code_challenge: string;
    /** Always `S256`. */
    code_challenge_method: string;
    /** The thumbprint of the key that the code is bound to (RFC 9449 §10). */
    dpop_jkt?: string;
    /** An earlier ID token of the user who is expected. */
    id_token_hint?: string;
    /** How many seconds ago the user may have signed in. */
    max_age?: string;
    /** Comes back in the ID token (OpenID Connect Core §3.1.2.1). */
    nonce?: string;
    /** `none`, `login`, `consent`, `select_account` or `create`. */
    prompt?: string;
    /** Where the answer goes; one of the app’s, compared exactly. */
    redirect_uri?: string;
    /** The API that the token is for (RFC 8707); Gatehouse if missing. */
    resource?: string;
    /** `query` or `form_post`; `query` if missing. */
    response_mode?: string;
    /** Always `code`. */
    response_type: string;
    /** Space-separated; everything the app may have if missing. */
    scope?: string;
    /** Comes back with the answer. */
    state?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: PushedRequest;
    }>("/authorization/par", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Register a client
 */
export function authorizationRegister(body: {
    application_type?: "web" | "native";
    /** What users read on the consent page. */
    client_name?: string;
    /** A web page about the client. */
    client_uri?: string;
    dpop_bound_access_tokens?: boolean;
    /** The grant types it uses. */
    grant_types?: ("authorization_code" | "refresh_token" | "client_credentials" | "urn:ietf:params:oauth:grant-type:device_code" | "urn:ietf:params:oauth:grant-type:token-exchange")[];
    id_token_signed_response_alg?: "ES256" | "RS256";
    /** Its public keys, for private_key_jwt. */
    jwks?: object;
    /** Where users may go after signing out. */
    post_logout_redirect_uris?: string[];
    /** Where answers may go; compared exactly. */
    redirect_uris?: string[];
    /** Always `code`, with `authorization_code`. */
    response_types?: string[];
    /** Space-separated; everything it can have if missing. */
    scope?: string;
    token_endpoint_auth_method?: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            application_type?: "web" | "native";
            /** The client ID. */
            client_id: string;
            /** Seconds since 1970. */
            client_id_issued_at: number;
            /** What users read on the consent page. */
            client_name?: string;
            /** Shown once; missing where the client has none. */
            client_secret?: string;
            /** Always 0: it does not expire. */
            client_secret_expires_at?: number;
            /** A web page about the client. */
            client_uri?: string;
            dpop_bound_access_tokens?: boolean;
            /** The grant types it uses. */
            grant_types?: ("authorization_code" | "refresh_token" | "client_credentials" | "urn:ietf:params:oauth:grant-type:device_code" | "urn:ietf:params:oauth:grant-type:token-exchange")[];
            id_token_signed_response_alg?: "ES256" | "RS256";
            /** Its public keys, for private_key_jwt. */
            jwks?: object;
            /** Where users may go after signing out. */
            post_logout_redirect_uris?: string[];
            /** Where answers may go; compared exactly. */
            redirect_uris?: string[];
            /** Always `code`, with `authorization_code`. */
            response_types?: string[];
            /** Space-separated; everything it can have if missing. */
            scope?: string;
            token_endpoint_auth_method?: "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none";
        };
    }>("/authorization/register", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Revoke a token
 */
export function authorizationRevoke(body: {
    /** A JWT signed by the app, in place of a secret. */
    client_assertion?: string;
    /** urn:ietf:params:oauth:client-assertion-type:jwt-bearer (RFC 7523) */
    client_assertion_type?: string;
    /** The client ID, where no Basic header names it. */
    client_id?: string;
    /** The app secret, where no Basic header holds it. */
    client_secret?: string;
    /** An access token or a refresh token. */
    token: string;
    /** Not needed: every token tells its type. */
    token_type_hint?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: object;
    }>("/authorization/revoke", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Request a token
 */
export function authorizationToken(body: {
    /** With urn:ietf:params:oauth:grant-type:token-exchange. */
    actor_token?: string;
    /** With urn:ietf:params:oauth:grant-type:token-exchange. */
    actor_token_type?: string;
    /** With urn:ietf:params:oauth:grant-type:token-exchange. As resource. */
    audience?: string;
    /** A JWT signed by the app, in place of a secret. */
    client_assertion?: string;
    /** urn:ietf:params:oauth:client-assertion-type:jwt-bearer (RFC 7523) */
    client_assertion_type?: string;
    /** The client ID, where no Basic header names it. */
    client_id?: string;
    /** The app secret, where no Basic header holds it. */
    client_secret?: string;
    /** With authorization_code. */
    code?: string;
    /** With authorization_code. */
    code_verifier?: string;
    /** With urn:ietf:params:oauth:grant-type:device_code. */
    device_code?: string;
    grant_type: "authorization_code" | "client_credentials" | "refresh_token" | "password" | "urn:ietf:params:oauth:grant-type:device_code" | "urn:ietf:params:oauth:grant-type:token-exchange";
    /** With password. The code of the second factor, where one is set. */
    otp?: string;
    /** With password. */
    password?: string;
    /** With authorization_code. */
    redirect_uri?: string;
    /** With refresh_token. */
    refresh_token?: string;
    /** With urn:ietf:params:oauth:grant-type:token-exchange. */
    requested_token_type?: string;
    /** The API that the token is for (RFC 8707); Gatehouse if missing. */
    resource?: string;
    /** Space-separated; everything the caller may have if missing. */
    scope?: string;
    /** With urn:ietf:params:oauth:grant-type:token-exchange. */
    subject_token?: string;
    /** With urn:ietf:params:oauth:grant-type:token-exchange. */
    subject_token_type?: string;
    /** With password. */
    username?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: TokenResponse;
    }>("/authorization/token", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Get claims about the user
 */
export function authorizationUserinfo(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Userinfo;
    }>("/authorization/userinfo", {
        ...opts
    }));
}
/**
 * Get claims about the user by POST
 */
export function authorizationUserinfoByPost(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Userinfo;
    }>("/authorization/userinfo", {
        ...opts,
        method: "POST"
    }));
}
/**
 * Get the caller
 */
export function authorizationWhoami(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Whoami;
    }>("/authorization/whoami", {
        ...opts
    }));
}
/**
 * List who accepted the terms
 */
export function backendAcceptanceList({ startIndex, count, search, userId }: {
    startIndex?: number;
    count?: number;
    search?: string;
    userId?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AcceptancePage;
    }>(`/backend/acceptance${QS.query(QS.explode({
        startIndex,
        count,
        search,
        userId
    }))}`, {
        ...opts
    }));
}
/**
 * List accounts
 */
export function backendAccountList({ startIndex, count, search, withoutMembers, sort, ownerId }: {
    startIndex?: number;
    count?: number;
    search?: string;
    withoutMembers?: "true";
    sort?: "name" | "-name" | "created" | "-created";
    ownerId?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AccountPage;
    }>(`/backend/account${QS.query(QS.explode({
        startIndex,
        count,
        search,
        withoutMembers,
        sort,
        ownerId
    }))}`, {
        ...opts
    }));
}
/**
 * Create an account for a partner
 */
export function backendAccountCreate(createOwnedAccount: CreateOwnedAccount, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Account;
    }>("/backend/account", oazapfts.json({
        ...opts,
        method: "POST",
        body: createOwnedAccount
    })));
}
/**
 * Delete an account
 */
export function backendAccountRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/account/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get an account
 */
export function backendAccountGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Account;
    }>(`/backend/account/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update an account
 */
export function backendAccountUpdate(id: string, updateOwnedAccount: UpdateOwnedAccount, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Account;
    }>(`/backend/account/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateOwnedAccount,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * List the members of an account
 */
export function backendAccountMemberList(id: string, { startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: MemberPage;
    }>(`/backend/account/${encodeURIComponent(id)}/member${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * List what apps did
 */
export function backendActivityList({ startIndex, count, search, day, outcome }: {
    startIndex?: number;
    count?: number;
    search?: string;
    day?: string;
    outcome?: "issued" | "failed";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AppActivityPage;
    }>(`/backend/activity${QS.query(QS.explode({
        startIndex,
        count,
        search,
        day,
        outcome
    }))}`, {
        ...opts
    }));
}
/**
 * Get the announcement
 */
export function backendAnnouncementGet(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Announcement;
    }>("/backend/announcement", {
        ...opts
    }));
}
/**
 * Update the announcement
 */
export function backendAnnouncementUpdate(updateAnnouncement: UpdateAnnouncement, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Announcement;
    }>("/backend/announcement", oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateAnnouncement,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * List APIs
 */
export function backendApiList({ startIndex, count, search, observed, open, empty, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    observed?: "true";
    open?: "true";
    empty?: "true";
    sort?: "name" | "-name" | "imported" | "-imported" | "created" | "-created";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ApiPage;
    }>(`/backend/api${QS.query(QS.explode({
        startIndex,
        count,
        search,
        observed,
        open,
        empty,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Create an API
 */
export function backendApiCreate(createApi: CreateApi, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Api;
    }>("/backend/api", oazapfts.json({
        ...opts,
        method: "POST",
        body: createApi
    })));
}
/**
 * Delete an API
 */
export function backendApiRemove(id: string, { preview, ifMatch }: {
    preview?: "true" | "false";
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ApiConsequences;
    } | {
        status: 204;
    }>(`/backend/api/${encodeURIComponent(id)}${QS.query(QS.explode({
        preview
    }))}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get an API
 */
export function backendApiGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Api;
    }>(`/backend/api/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update an API
 */
export function backendApiUpdate(id: string, updateApi: UpdateApi, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Api;
    }>(`/backend/api/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateApi,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * Add an OpenAPI document to an API
 */
export function backendApiImport(id: string, body: {
    [key: string]: unknown;
}, { preview, ifMatch }: {
    preview?: "true" | "false";
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ImportReport;
    }>(`/backend/api/${encodeURIComponent(id)}/import${QS.query(QS.explode({
        preview
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * List the operations of an API
 */
export function backendApiOperationList(id: string, { startIndex, count, search, access, unheld, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    access?: "private" | "public";
    unheld?: "true";
    sort?: "name" | "-name" | "path" | "-path";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ImportedOperationPage;
    }>(`/backend/api/${encodeURIComponent(id)}/operation${QS.query(QS.explode({
        startIndex,
        count,
        search,
        access,
        unheld,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Change who may call an operation
 */
export function backendApiOperationUpdate(id: string, name: string, updateImportedOperation: UpdateImportedOperation, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ImportedOperation;
    }>(`/backend/api/${encodeURIComponent(id)}/operation/${encodeURIComponent(name)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateImportedOperation
    })));
}
/**
 * Preview who may call an operation
 */
export function backendApiOperationPreview(id: string, name: string, operationAccess: OperationAccess, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ApiConsequences;
    }>(`/backend/api/${encodeURIComponent(id)}/operation/${encodeURIComponent(name)}/preview`, oazapfts.json({
        ...opts,
        method: "POST",
        body: operationAccess
    })));
}
/**
 * List apps
 */
export function backendAppList({ startIndex, count, search, status, accountId, unused, sort, ownerId, $type, createdOn, scope, secretOlderThan }: {
    startIndex?: number;
    count?: number;
    search?: string;
    status?: "active" | "pending" | "disabled";
    accountId?: string;
    unused?: "true";
    sort?: "name" | "-name" | "created" | "-created";
    ownerId?: string;
    $type?: "confidential" | "public";
    createdOn?: string;
    scope?: string;
    secretOlderThan?: number;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AppPage;
    }>(`/backend/app${QS.query(QS.explode({
        startIndex,
        count,
        search,
        status,
        accountId,
        unused,
        sort,
        ownerId,
        "type": $type,
        createdOn,
        scope,
        secretOlderThan
    }))}`, {
        ...opts
    }));
}
/**
 * Create an app for a user
 */
export function backendAppCreate(createAnyApp: CreateAnyApp, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: AppWithSecret;
    }>("/backend/app", oazapfts.json({
        ...opts,
        method: "POST",
        body: createAnyApp
    })));
}
/**
 * Delete an app
 */
export function backendAppRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/app/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get an app
 */
export function backendAppGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: App;
    }>(`/backend/app/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update an app
 */
export function backendAppUpdate(id: string, updateAnyApp: UpdateAnyApp, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: App;
    }>(`/backend/app/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateAnyApp,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * List the activity of an app
 */
export function backendAppActivity(id: string, { startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Activity;
    }>(`/backend/app/${encodeURIComponent(id)}/activity${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Create a secret of an app
 */
export function backendAppSecret(id: string, createSecret: CreateSecret, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: CreatedSecret;
    }>(`/backend/app/${encodeURIComponent(id)}/secret`, oazapfts.json({
        ...opts,
        method: "POST",
        body: createSecret
    })));
}
/**
 * Revoke an old secret of an app
 */
export function backendAppRemoveSecret(id: string, secretId: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/app/${encodeURIComponent(id)}/secret/${encodeURIComponent(secretId)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Revoke all tokens of an app
 */
export function backendAppEndTokens(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/app/${encodeURIComponent(id)}/token`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get the appearance
 */
export function backendAppearanceGet(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Appearance;
    }>("/backend/appearance", {
        ...opts
    }));
}
/**
 * Update the appearance
 */
export function backendAppearanceUpdate(updateAppearance: UpdateAppearance, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Appearance;
    }>("/backend/appearance", oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateAppearance,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * Remove an image
 */
export function backendAppearanceRemoveImage(kind: "logo" | "logo_dark" | "favicon", opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Appearance;
    }>(`/backend/appearance/image/${encodeURIComponent(kind)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Set an image
 */
export function backendAppearanceSetImage(kind: "logo" | "logo_dark" | "favicon", appearanceImage: AppearanceImage, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Appearance;
    }>(`/backend/appearance/image/${encodeURIComponent(kind)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: appearanceImage
    })));
}
/**
 * List audit entries
 */
export function backendAuditList({ startIndex, count, search, event, group, userId, subject, $from, to }: {
    startIndex?: number;
    count?: number;
    search?: string;
    event?: string;
    group?: "changes" | "security";
    userId?: string;
    subject?: string;
    $from?: string;
    to?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AuditEntryPage;
    }>(`/backend/audit${QS.query(QS.explode({
        startIndex,
        count,
        search,
        event,
        group,
        userId,
        subject,
        "from": $from,
        to
    }))}`, {
        ...opts
    }));
}
/**
 * Get audit entries as a file
 */
export function backendAuditExport(format: "csv" | "jsonl", { search, event, group, userId, subject, $from, to }: {
    search?: string;
    event?: string;
    group?: "changes" | "security";
    userId?: string;
    subject?: string;
    $from?: string;
    to?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/audit/export${QS.query(QS.explode({
        search,
        event,
        group,
        userId,
        subject,
        "from": $from,
        to,
        format
    }))}`, {
        ...opts
    }));
}
/**
 * List removed users and apps
 */
export function backendBinList({ startIndex, count, search, kind }: {
    startIndex?: number;
    count?: number;
    search?: string;
    kind?: "user" | "app";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BinPage;
    }>(`/backend/bin${QS.query(QS.explode({
        startIndex,
        count,
        search,
        kind
    }))}`, {
        ...opts
    }));
}
/**
 * Remove a user or an app for good
 */
export function backendBinRemove(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/bin/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get a removed user or app
 */
export function backendBinGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BinPreview;
    }>(`/backend/bin/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Restore a removed user or app
 */
export function backendBinRestore(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/bin/${encodeURIComponent(id)}/restore`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * Get the calls of all apps
 */
export function backendCallGet({ days, appKey, operation }: {
    days?: 1 | 7 | 30 | 90;
    appKey?: string;
    operation?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AllCalls;
    }>(`/backend/call${QS.query(QS.explode({
        days,
        appKey,
        operation
    }))}`, {
        ...opts
    }));
}
/**
 * List settings
 */
export function backendConfigList({ startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: SettingPage;
    }>(`/backend/config${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Get a setting
 */
export function backendConfigGet(key: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Setting;
    }>(`/backend/config/${encodeURIComponent(key)}`, {
        ...opts
    }));
}
/**
 * Update a setting
 */
export function backendConfigUpdate(key: string, updateSetting: UpdateSetting, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Setting;
    }>(`/backend/config/${encodeURIComponent(key)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateSetting,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * List gates
 */
export function backendGateList({ startIndex, count, search, dialect, api, silent, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    dialect?: "nginx" | "forward" | "envoy" | "json";
    api?: string;
    silent?: "true";
    sort?: "name" | "-name" | "lastAsked" | "-lastAsked" | "created" | "-created";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: GatePage;
    }>(`/backend/gate${QS.query(QS.explode({
        startIndex,
        count,
        search,
        dialect,
        api,
        silent,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Create a gate
 */
export function backendGateCreate(createGate: CreateGate, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: GateWithKey;
    }>("/backend/gate", oazapfts.json({
        ...opts,
        method: "POST",
        body: createGate
    })));
}
/**
 * Delete a gate
 */
export function backendGateRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/gate/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get a gate
 */
export function backendGateGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Gate;
    }>(`/backend/gate/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update a gate
 */
export function backendGateUpdate(id: string, updateGate: UpdateGate, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Gate;
    }>(`/backend/gate/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateGate,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * Create a key of a gate
 */
export function backendGateKey(id: string, createGateKey: CreateGateKey, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: CreatedGateKey;
    }>(`/backend/gate/${encodeURIComponent(id)}/key`, oazapfts.json({
        ...opts,
        method: "POST",
        body: createGateKey
    })));
}
/**
 * List initial access tokens
 */
export function backendInitialAccessList({ startIndex, count, search, spent, unused, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    spent?: "true";
    unused?: "true";
    sort?: "created" | "-created" | "expires" | "-expires";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: InitialAccessPage;
    }>(`/backend/initial_access${QS.query(QS.explode({
        startIndex,
        count,
        search,
        spent,
        unused,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Create an initial access token
 */
export function backendInitialAccessCreate(createInitialAccess: CreateInitialAccess, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: InitialAccessWithSecret;
    }>("/backend/initial_access", oazapfts.json({
        ...opts,
        method: "POST",
        body: createInitialAccess
    })));
}
/**
 * Revoke an initial access token
 */
export function backendInitialAccessRemove(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/initial_access/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Add API keys by their hashes
 */
export function backendKeyImport(body: ImportApiKey[], opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: ImportedApiKey[];
    }>("/backend/key/import", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * List the mails
 */
export function backendMailList({ language }: {
    language?: "en" | "fr";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: MailPreviews;
    }>(`/backend/mail${QS.query(QS.explode({
        language
    }))}`, {
        ...opts
    }));
}
/**
 * Send a test mail to yourself
 */
export function backendMailTest(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: MailTest;
    }>("/backend/mail/test", {
        ...opts,
        method: "POST"
    }));
}
/**
 * List operations
 */
export function backendOperationList({ startIndex, count, search, access, unheld, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    access?: "private" | "public";
    unheld?: "true";
    sort?: "name" | "-name" | "path" | "-path" | "scope" | "-scope";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: OperationPage;
    }>(`/backend/operation${QS.query(QS.explode({
        startIndex,
        count,
        search,
        access,
        unheld,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * List pages
 */
export function backendPageList({ startIndex, count, search, kind, state }: {
    startIndex?: number;
    count?: number;
    search?: string;
    kind?: "guide" | "changelog";
    state?: "draft" | "published";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PagesPage;
    }>(`/backend/page${QS.query(QS.explode({
        startIndex,
        count,
        search,
        kind,
        state
    }))}`, {
        ...opts
    }));
}
/**
 * Create a page
 */
export function backendPageCreate(createPage: CreatePage, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: WholePage;
    }>("/backend/page", oazapfts.json({
        ...opts,
        method: "POST",
        body: createPage
    })));
}
/**
 * Delete a page
 */
export function backendPageRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/page/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get a page
 */
export function backendPageGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: WholePage;
    }>(`/backend/page/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update a page
 */
export function backendPageUpdate(id: string, updatePage: UpdatePage, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: WholePage;
    }>(`/backend/page/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updatePage,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * List refusals of the gate
 */
export function backendRefusalList({ startIndex, count, search, api }: {
    startIndex?: number;
    count?: number;
    search?: string;
    api?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: RefusalPage;
    }>(`/backend/refusal${QS.query(QS.explode({
        startIndex,
        count,
        search,
        api
    }))}`, {
        ...opts
    }));
}
/**
 * List roles
 */
export function backendRoleList({ startIndex, count, search, unused, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    unused?: "true";
    sort?: "name" | "-name" | "created" | "-created";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: RolePage;
    }>(`/backend/role${QS.query(QS.explode({
        startIndex,
        count,
        search,
        unused,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Create a role
 */
export function backendRoleCreate(createRole: CreateRole, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Role;
    }>("/backend/role", oazapfts.json({
        ...opts,
        method: "POST",
        body: createRole
    })));
}
/**
 * Delete a role
 */
export function backendRoleRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/role/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get a role
 */
export function backendRoleGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Role;
    }>(`/backend/role/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update a role
 */
export function backendRoleUpdate(id: string, updateRole: UpdateRole, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Role;
    }>(`/backend/role/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateRole,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * Preview the scopes of a role
 */
export function backendRolePreview(id: string, roleScopes: RoleScopes, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: RolePreview;
    }>(`/backend/role/${encodeURIComponent(id)}/preview`, oazapfts.json({
        ...opts,
        method: "POST",
        body: roleScopes
    })));
}
/**
 * List scopes
 */
export function backendScopeList({ startIndex, count, search, kind, unheld, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    kind?: "system" | "own";
    unheld?: "true";
    sort?: "name" | "-name" | "created" | "-created";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ScopePage;
    }>(`/backend/scope${QS.query(QS.explode({
        startIndex,
        count,
        search,
        kind,
        unheld,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Create a scope
 */
export function backendScopeCreate(createScope: CreateScope, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Scope;
    }>("/backend/scope", oazapfts.json({
        ...opts,
        method: "POST",
        body: createScope
    })));
}
/**
 * Delete a scope
 */
export function backendScopeRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/scope/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get a scope
 */
export function backendScopeGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Scope;
    }>(`/backend/scope/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update a scope
 */
export function backendScopeUpdate(id: string, updateScope: UpdateScope, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Scope;
    }>(`/backend/scope/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateScope,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * Get statistics
 */
export function backendStatisticGet({ days }: {
    days?: number;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Statistic;
    }>(`/backend/statistic${QS.query(QS.explode({
        days
    }))}`, {
        ...opts
    }));
}
/**
 * Get what needs attention
 */
export function backendStatisticAttention(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Attention;
    }>("/backend/statistic/attention", {
        ...opts
    }));
}
/**
 * List versions of the terms
 */
export function backendTermsList({ startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: TermsPage;
    }>(`/backend/terms${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Create a version of the terms
 */
export function backendTermsCreate(createTerms: CreateTerms, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: WholeTerms;
    }>("/backend/terms", oazapfts.json({
        ...opts,
        method: "POST",
        body: createTerms
    })));
}
/**
 * Revoke a version of the terms
 */
export function backendTermsRemove(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/terms/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get a version of the terms
 */
export function backendTermsGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: WholeTerms;
    }>(`/backend/terms/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * List grants
 */
export function backendTokenList({ startIndex, count, search, userId, clientId, kind, notRenewedFor, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    userId?: string;
    clientId?: string;
    kind?: "authorization_code" | "client_credentials" | "device_code" | "login" | "password" | "personal" | "user_credentials";
    notRenewedFor?: number;
    sort?: "created" | "-created" | "expires" | "-expires";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: GrantPage;
    }>(`/backend/token${QS.query(QS.explode({
        startIndex,
        count,
        search,
        userId,
        clientId,
        kind,
        notRenewedFor,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Revoke a grant
 */
export function backendTokenRemove(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/token/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get a grant
 */
export function backendTokenGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Grant;
    }>(`/backend/token/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * List users
 */
export function backendUserList({ startIndex, count, search, roleId, status, signedIn, mfa, createdOn, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    roleId?: string;
    status?: "active" | "pending" | "disabled";
    signedIn?: "true" | "false";
    mfa?: "true" | "false";
    createdOn?: string;
    sort?: "name" | "-name" | "lastLogin" | "-lastLogin" | "created" | "-created";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: UserPage;
    }>(`/backend/user${QS.query(QS.explode({
        startIndex,
        count,
        search,
        roleId,
        status,
        signedIn,
        mfa,
        createdOn,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Create a user
 */
export function backendUserCreate(createUser: CreateUser, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: User;
    }>("/backend/user", oazapfts.json({
        ...opts,
        method: "POST",
        body: createUser
    })));
}
/**
 * Delete a user
 */
export function backendUserRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/user/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get a user
 */
export function backendUserGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: User;
    }>(`/backend/user/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update a user
 */
export function backendUserUpdate(id: string, updateUser: UpdateUser, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: User;
    }>(`/backend/user/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateUser,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * Revoke all tokens of a user
 */
export function backendUserLogout(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/user/${encodeURIComponent(id)}/logout`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * Remove the second factor of a user
 */
export function backendUserRemoveSecondFactor(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/user/${encodeURIComponent(id)}/mfa`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Send a password reset mail to a user
 */
export function backendUserResetPassword(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/user/${encodeURIComponent(id)}/password_reset`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * Send the activation mail of a user again
 */
export function backendUserResend(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/backend/user/${encodeURIComponent(id)}/resend`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * Delete your user account
 */
export function consumerAccountRemove({ forGood, ifMatch }: {
    forGood?: "true" | "false";
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/account${QS.query(QS.explode({
        forGood
    }))}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get your user account
 */
export function consumerAccountGet(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: OwnAccount;
    }>("/consumer/account", {
        ...opts
    }));
}
/**
 * Update your user account
 */
export function consumerAccountUpdate(updateOwnAccount: UpdateOwnAccount, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: OwnAccount;
    }>("/consumer/account", oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateOwnAccount,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * Change your password
 */
export function consumerAccountChangePassword(changePassword: ChangePassword, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Message;
    }>("/consumer/account/change_password", oazapfts.json({
        ...opts,
        method: "PUT",
        body: changePassword
    })));
}
/**
 * Delete the second factor
 */
export function consumerAccountMfaRemove(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/consumer/account/mfa", {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Create a second factor
 */
export function consumerAccountMfaCreate(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: SecondFactor;
    }>("/consumer/account/mfa", {
        ...opts,
        method: "POST"
    }));
}
/**
 * Confirm the second factor
 */
export function consumerAccountMfaUpdate(secondFactorCode: SecondFactorCode, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: RecoveryCodes;
    }>("/consumer/account/mfa", oazapfts.json({
        ...opts,
        method: "PUT",
        body: secondFactorCode
    })));
}
/**
 * Create new recovery codes
 */
export function consumerAccountMfaRecoveryCodes(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: RecoveryCodes;
    }>("/consumer/account/mfa/recovery_codes", {
        ...opts,
        method: "POST"
    }));
}
/**
 * List the APIs for your apps
 */
export function consumerApiList({ startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ConsumerApiPage;
    }>(`/consumer/api${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Get an API for your apps
 */
export function consumerApiGet(name: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ConsumerApiWithOperations;
    }>(`/consumer/api/${encodeURIComponent(name)}`, {
        ...opts
    }));
}
/**
 * Get the OpenAPI document of an API
 */
export function consumerApiDocument(name: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            [key: string]: unknown;
        };
    }>(`/consumer/api/${encodeURIComponent(name)}/document`, {
        ...opts
    }));
}
/**
 * List your apps
 */
export function consumerAppList({ startIndex, count, search, status, accountId, unused, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    status?: "active" | "pending" | "disabled";
    accountId?: string;
    unused?: "true";
    sort?: "name" | "-name" | "created" | "-created";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AppPage;
    }>(`/consumer/app${QS.query(QS.explode({
        startIndex,
        count,
        search,
        status,
        accountId,
        unused,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Create an app
 */
export function consumerAppCreate(createApp: CreateApp, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: AppWithSecret;
    }>("/consumer/app", oazapfts.json({
        ...opts,
        method: "POST",
        body: createApp
    })));
}
/**
 * Delete one of your apps
 */
export function consumerAppRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/app/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get one of your apps
 */
export function consumerAppGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: App;
    }>(`/consumer/app/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update one of your apps
 */
export function consumerAppUpdate(id: string, updateApp: UpdateApp, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: App;
    }>(`/consumer/app/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateApp,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * List the activity of your app
 */
export function consumerAppActivity(id: string, { startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Activity;
    }>(`/consumer/app/${encodeURIComponent(id)}/activity${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Get the calls of your app
 */
export function consumerAppCall(id: string, { days }: {
    days?: 1 | 7 | 30 | 90;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Calls;
    }>(`/consumer/app/${encodeURIComponent(id)}/call${QS.query(QS.explode({
        days
    }))}`, {
        ...opts
    }));
}
/**
 * Watch the calls of your app
 */
export function consumerAppLive(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/app/${encodeURIComponent(id)}/call/live`, {
        ...opts
    }));
}
/**
 * Disable one of your apps
 */
export function consumerAppDisable(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: App;
    }>(`/consumer/app/${encodeURIComponent(id)}/disable`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * Enable one of your apps
 */
export function consumerAppEnable(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: App;
    }>(`/consumer/app/${encodeURIComponent(id)}/enable`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * List the API keys of your app
 */
export function consumerAppKeyList(id: string, { startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ApiKeyPage;
    }>(`/consumer/app/${encodeURIComponent(id)}/key${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Create an API key of your app
 */
export function consumerAppKeyCreate(id: string, createApiKey: CreateApiKey, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: CreatedApiKey;
    }>(`/consumer/app/${encodeURIComponent(id)}/key`, oazapfts.json({
        ...opts,
        method: "POST",
        body: createApiKey
    })));
}
/**
 * Revoke an API key of your app
 */
export function consumerAppKeyRemove(id: string, keyId: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/app/${encodeURIComponent(id)}/key/${encodeURIComponent(keyId)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Create the successor of an API key
 */
export function consumerAppKeyRotate(id: string, keyId: string, rotateApiKey: RotateApiKey, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: RotatedApiKey;
    }>(`/consumer/app/${encodeURIComponent(id)}/key/${encodeURIComponent(keyId)}/rotate`, oazapfts.json({
        ...opts,
        method: "POST",
        body: rotateApiKey
    })));
}
/**
 * List what the gate refused to your app
 */
export function consumerAppRefusal(id: string, { startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: RefusalPage;
    }>(`/consumer/app/${encodeURIComponent(id)}/refusal${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Create a secret of your app
 */
export function consumerAppSecret(id: string, createSecret: CreateSecret, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: CreatedSecret;
    }>(`/consumer/app/${encodeURIComponent(id)}/secret`, oazapfts.json({
        ...opts,
        method: "POST",
        body: createSecret
    })));
}
/**
 * Revoke an old secret of your app
 */
export function consumerAppRemoveSecret(id: string, secretId: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/app/${encodeURIComponent(id)}/secret/${encodeURIComponent(secretId)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Revoke all tokens of your app
 */
export function consumerAppEndTokens(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/app/${encodeURIComponent(id)}/token`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * List your removed apps
 */
export function consumerBinList({ startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BinPage;
    }>(`/consumer/bin${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Remove one of your apps for good
 */
export function consumerBinRemove(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/bin/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get one of your removed apps
 */
export function consumerBinGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BinPreview;
    }>(`/consumer/bin/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Restore one of your removed apps
 */
export function consumerBinRestore(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/bin/${encodeURIComponent(id)}/restore`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * Confirm who you are
 */
export function consumerConfirm(confirmation: Confirmation, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/consumer/confirm", oazapfts.json({
        ...opts,
        method: "POST",
        body: confirmation
    })));
}
/**
 * List your grants
 */
export function consumerGrantList({ startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: MyGrantPage;
    }>(`/consumer/grant${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Revoke one of your grants
 */
export function consumerGrantRemove(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/grant/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get one of your grants
 */
export function consumerGrantGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: MyGrant;
    }>(`/consumer/grant/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Log in
 */
export function consumerLogin(signIn: SignIn, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LoginTokens;
    }>("/consumer/login", oazapfts.json({
        ...opts,
        method: "POST",
        body: signIn
    })));
}
/**
 * Refresh the tokens of a login
 */
export function consumerRenew(refreshLogin: RefreshLogin, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LoginTokens;
    }>("/consumer/login", oazapfts.json({
        ...opts,
        method: "PUT",
        body: refreshLogin
    })));
}
/**
 * Log out
 */
export function consumerLogout(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/consumer/logout", {
        ...opts,
        method: "POST"
    }));
}
/**
 * List your memberships
 */
export function consumerMembershipList({ startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: MembershipPage;
    }>(`/consumer/membership${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * List guides and changelog
 */
export function consumerPageList({ startIndex, count, search, kind, language }: {
    startIndex?: number;
    count?: number;
    search?: string;
    kind?: "guide" | "changelog";
    language?: "en" | "fr";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PublishedPagesPage;
    }>(`/consumer/page${QS.query(QS.explode({
        startIndex,
        count,
        search,
        kind,
        language
    }))}`, {
        ...opts
    }));
}
/**
 * Get a guide or an entry of the changelog
 */
export function consumerPageGet(kind: string, slug: string, { language }: {
    language?: "en" | "fr";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: WholePublishedPage;
    }>(`/consumer/page/${encodeURIComponent(kind)}/${encodeURIComponent(slug)}${QS.query(QS.explode({
        language
    }))}`, {
        ...opts
    }));
}
/**
 * List the scopes for your apps
 */
export function consumerScopeList({ startIndex, count, search, all }: {
    startIndex?: number;
    count?: number;
    search?: string;
    all?: "true" | "false";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: GrantableScopePage;
    }>(`/consumer/scope${QS.query(QS.explode({
        startIndex,
        count,
        search,
        all
    }))}`, {
        ...opts
    }));
}
/**
 * Revoke all your sessions and logins
 */
export function consumerSessionRemoveAll(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/consumer/session", {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * List your portal sessions
 */
export function consumerSessionList({ startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: SessionPage;
    }>(`/consumer/session${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Revoke one of your portal sessions
 */
export function consumerSessionRemove(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/session/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get your acceptance of the terms
 */
export function consumerTermsGet(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: OwnTerms;
    }>("/consumer/terms", {
        ...opts
    }));
}
/**
 * Accept the terms
 */
export function consumerTermsAccept(acceptTerms: AcceptTerms, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: OwnTerms;
    }>("/consumer/terms", oazapfts.json({
        ...opts,
        method: "POST",
        body: acceptTerms
    })));
}
/**
 * List your personal access tokens
 */
export function consumerTokenList({ startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PersonalTokenPage;
    }>(`/consumer/token${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Create a personal access token
 */
export function consumerTokenCreate(createPersonalToken: CreatePersonalToken, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: PersonalTokenWithSecret;
    }>("/consumer/token", oazapfts.json({
        ...opts,
        method: "POST",
        body: createPersonalToken
    })));
}
/**
 * Revoke one of your personal access tokens
 */
export function consumerTokenRemove(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/consumer/token/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get one of your personal access tokens
 */
export function consumerTokenGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PersonalToken;
    }>(`/consumer/token/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Get metrics
 */
export function metricsRead(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/metrics", {
        ...opts
    }));
}
/**
 * Request a token for an account
 */
export function oauthToken(body: {
    /** A JWT signed by the app, in place of a secret. */
    client_assertion?: string;
    /** urn:ietf:params:oauth:client-assertion-type:jwt-bearer (RFC 7523) */
    client_assertion_type?: string;
    /** The client ID, where no Basic header names it. */
    client_id?: string;
    /** The app secret, where no Basic header holds it. With refresh_token and password: the id of an account. */
    client_secret?: string;
    grant_type: "client_credentials" | "refresh_token" | "password";
    /** With password. The code of the second factor, where one is set. */
    otp?: string;
    /** With password. */
    password?: string;
    /** With refresh_token. */
    refresh_token?: string;
    /** The API that the token is for (RFC 8707); Gatehouse if missing. */
    resource?: string;
    /** Space-separated; everything the caller may have if missing. */
    scope?: string;
    /** With password. */
    username?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: TokenResponse;
    }>("/oauth/token", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * Request a token by client credentials
 */
export function oauth2Token(body: {
    /** A JWT signed by the app, in place of a secret. */
    client_assertion?: string;
    /** urn:ietf:params:oauth:client-assertion-type:jwt-bearer (RFC 7523) */
    client_assertion_type?: string;
    /** The client ID, where no Basic header names it. */
    client_id?: string;
    /** The app secret, where no Basic header holds it. */
    client_secret?: string;
    grant_type: "client_credentials";
    /** The API that the token is for (RFC 8707); Gatehouse if missing. */
    resource?: string;
    /** Space-separated; everything the caller may have if missing. */
    scope?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: TokenResponse;
    }>("/oauth2/token", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * List your accounts
 */
export function partnerAccountList({ startIndex, count, search, withoutMembers, sort }: {
    startIndex?: number;
    count?: number;
    search?: string;
    withoutMembers?: "true";
    sort?: "name" | "-name" | "created" | "-created";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AccountPage;
    }>(`/partner/account${QS.query(QS.explode({
        startIndex,
        count,
        search,
        withoutMembers,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * Create an account
 */
export function partnerAccountCreate(createAccount: CreateAccount, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Account;
    }>("/partner/account", oazapfts.json({
        ...opts,
        method: "POST",
        body: createAccount
    })));
}
/**
 * Delete one of your accounts
 */
export function partnerAccountRemove(id: string, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/partner/account/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * Get one of your accounts
 */
export function partnerAccountGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Account;
    }>(`/partner/account/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Update one of your accounts
 */
export function partnerAccountUpdate(id: string, updateAccount: UpdateAccount, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Account;
    }>(`/partner/account/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: updateAccount,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    })));
}
/**
 * List the members of your account
 */
export function partnerAccountMemberList(id: string, { startIndex, count, search }: {
    startIndex?: number;
    count?: number;
    search?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: MemberPage;
    }>(`/partner/account/${encodeURIComponent(id)}/member${QS.query(QS.explode({
        startIndex,
        count,
        search
    }))}`, {
        ...opts
    }));
}
/**
 * Add a member to your account
 */
export function partnerAccountMemberCreate(id: string, createMember: CreateMember, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Member;
    }>(`/partner/account/${encodeURIComponent(id)}/member`, oazapfts.json({
        ...opts,
        method: "POST",
        body: createMember
    })));
}
/**
 * Remove a member from your account
 */
export function partnerAccountMemberRemove(id: string, userId: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText(`/partner/account/${encodeURIComponent(id)}/member/${encodeURIComponent(userId)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get information about the server
 */
export function systemAbout(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: About;
    }>("/system/about", {
        ...opts
    }));
}
/**
 * Get the liveness
 */
export function systemLive(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Health;
    }>("/system/health/live", {
        ...opts
    }));
}
/**
 * Get the readiness
 */
export function systemReady(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Health;
    }>("/system/health/ready", {
        ...opts
    }));
}
