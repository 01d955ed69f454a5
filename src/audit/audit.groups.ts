/** What an administrator looks for: who changed what, or who got in, tried to, and with what. */
export const AUDIT_GROUPS = ['changes', 'security'] as const;

export type AuditGroup = (typeof AUDIT_GROUPS)[number];

/** Events about sign-ins, sessions, consents and credentials; a name stands for everything below it. */
const SECURITY = [
  'authorization.revoke',
  'backend.app.endTokens',
  'backend.app.removeSecret',
  'backend.app.secret',
  'backend.gate.key',
  'backend.initial_access',
  'backend.key',
  'backend.token',
  'backend.user.logout',
  'backend.user.removeSecondFactor',
  'backend.user.resetPassword',
  'consumer.account.change_password',
  'consumer.account.mfa',
  'consumer.app.endTokens',
  'consumer.app.key',
  'consumer.app.removeSecret',
  'consumer.app.secret',
  'consumer.grant',
  'consumer.logout',
  'consumer.password_reset',
  'consumer.session',
  'consumer.token',
  'portal.consent',
  'portal.session',
  'security',
];

/** Which of the two an event belongs to. */
export function groupOf(event: string): AuditGroup {
  return SECURITY.some((name) => event === name || event.startsWith(`${name}.`))
    ? 'security'
    : 'changes';
}
