const LONGEST = 32;
const MOST = 20;

/**
 * Schemes that run code, show what a stranger wrote, or hand the answer to a program that is not the
 * app: no setting makes them a redirect URI (RFC 8252 §8.4, RFC 9700 §4.1).
 */
const NEVER = new Set(
  [
    'about blob data feed file filesystem jar javascript jscript livescript mhtml mocha pcast resource',
    'tel callto mailto mailbox sms smsto mms sip sips geo market facetime facetime-audio maps webcal',
    'http https ws wss ftp ftps sftp tftp gopher dict finger ldap ldaps imap imaps pop pop3 pops smtp',
    'smtps nntp news snews irc ircs rtsp rtmp rtsps telnet tn3270 ssh smb cifs nfs afp git svn rsync',
    'intent android-app content vbscript view-source wyciwyg x-javascript unsafe res mk ms-its its',
    'ms-help help hcp shell search search-ms ms-settings ms-msdt ms-appinstaller ms-word ms-excel',
    'ms-powerpoint ms-officecmd ms-gamingoverlay ms-windows-store ms-cxh ms-cxh-full ms-screenclip',
    'chrome chrome-error chrome-extension chrome-search chrome-untrusted chrome-devtools devtools edge',
    'microsoft-edge brave opera vivaldi moz-extension moz-icon moz-page-thumb page-icon safari',
    'safari-extension safari-web-extension extension isolated-app applescript x-apple itms itms-apps',
    'itms-services prefs app-settings urn uuid oid cid mid magnet ed2k bitcoin acct did ni nih tag opaquelocktoken',
  ].flatMap((line) => line.split(' ')),
);

/** The scheme of a URI in lower case. */
export function schemeOf(uri: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
}

/** Whether no app may ever have this scheme; those of the web have rules of their own. */
export function isForbidden(scheme: string): boolean {
  return NEVER.has(scheme);
}

/** The private scheme without a dot that the URI has: only a setting lets an app have one. */
export function namedScheme(uri: string): string | undefined {
  const scheme = schemeOf(uri);
  if (scheme === undefined || scheme === 'https' || scheme === 'http') return undefined;
  return scheme.includes('.') ? undefined : scheme;
}

/** Why these cannot be the private schemes that apps may have, as a sentence; nothing when they can. */
export function schemeListFault(schemes: readonly string[]): string | undefined {
  if (schemes.length > MOST) return `There are at most ${MOST} schemes.`;
  return schemes.map(schemeNameFault).find(Boolean);
}

function schemeNameFault(scheme: string): string | undefined {
  if (scheme.length > LONGEST || !/^[a-z][a-z0-9+.-]*$/.test(scheme))
    return `A scheme is its name alone in lower case, like cursor, of at most ${LONGEST} characters.`;
  if (isForbidden(scheme)) return `The scheme ${scheme} is never that of an app.`;
  if (scheme.includes('.')) return 'A scheme with a dot, like com.example.app, needs no setting.';
  return undefined;
}
