/**
 * Gatehouse
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import type * as Oazapfts from "@oazapfts/runtime";
import { oazapfts } from "./runtime.gen";
import type { Message, Activate, Address, SignIn, SetPassword, Register, Consent, Decision, Decided, UserCode, DeviceConsent, Logout, LoggedOut, OwnSession, SignedIn } from "./client.gen";

/**
 * Activate an account
 */
export function consumerActivate(activate: Activate, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Message;
    }>("/consumer/activate", oazapfts.json({
        ...opts,
        method: "POST",
        body: activate
    })));
}
/**
 * Send your activation mail again
 */
export function consumerResend(address: Address, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Message;
    }>("/consumer/activate/resend", oazapfts.json({
        ...opts,
        method: "POST",
        body: address
    })));
}
/**
 * Send a password reset mail
 */
export function consumerPasswordResetCreate(address: Address, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Message;
    }>("/consumer/password_reset", oazapfts.json({
        ...opts,
        method: "POST",
        body: address
    })));
}
/**
 * Set a new password
 */
export function consumerPasswordResetUpdate(setPassword: SetPassword, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Message;
    }>("/consumer/password_reset", oazapfts.json({
        ...opts,
        method: "PUT",
        body: setPassword
    })));
}
/**
 * Register a user
 */
export function consumerRegister(register: Register, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Message;
    }>("/consumer/register", oazapfts.json({
        ...opts,
        method: "POST",
        body: register
    })));
}
/**
 * Get a consent request
 */
export function portalConsentGet(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Consent;
    }>(`/portal/consent/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * Answer a consent request
 */
export function portalConsentDecide(id: string, decision: Decision, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Decided;
    }>(`/portal/consent/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "POST",
        body: decision
    })));
}
/**
 * Enter a user code
 */
export function portalDeviceEnter(userCode: UserCode, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: DeviceConsent;
    }>("/portal/device", oazapfts.json({
        ...opts,
        method: "POST",
        body: userCode
    })));
}
/**
 * Sign out for an app
 */
export function portalLogoutCreate(logout: Logout, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LoggedOut;
    }>("/portal/logout", oazapfts.json({
        ...opts,
        method: "POST",
        body: logout
    })));
}
/**
 * Sign out of the portal
 */
export function portalSessionRemove(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchText("/portal/session", {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * Get your portal session
 */
export function portalSessionGet(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: OwnSession;
    }>("/portal/session", {
        ...opts
    }));
}
/**
 * Sign in to the portal
 */
export function portalSessionCreate(signIn: SignIn, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: SignedIn;
    }>("/portal/session", oazapfts.json({
        ...opts,
        method: "POST",
        body: signIn
    })));
}
