import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A mail in plain text: an ASCII subject, and lines of at most 998 characters. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** A mail as it travels (RFC 5322), with the addresses of its envelope. */
export interface Message {
  envelope: { from: string; to: string };
  raw: string;
}

/**
 * Writes the message ourselves, in 7bit: the composer of nodemailer turns to quoted-printable at 76
 * characters a line, which would break a link in two in the `.eml` file.
 * @throws Error when the address cannot be a header
 */
export function compose(mail: Mail, publicUrl: string, now: number): Message {
  const host = senderHost(publicUrl);
  const from = `no-reply@${host}`;
  const to = headerAddress(mail.to);
  const headers = [
    `From: Gatehouse <${from}>`,
    `To: <${to}>`,
    `Subject: ${mail.subject}`,
    `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@${host}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 7bit',
  ];
  const raw = [...headers, '', ...mail.text.split('\n')].join('\r\n');
  return { envelope: { from, to }, raw };
}

function senderHost(publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  return isIP(hostname.replace(/^\[|\]$/g, '')) ? 'localhost' : hostname;
}

/** Only characters that end neither the header nor the address. */
function headerAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const ascii = `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
  if (!/^[^\s<>(),;:"\\[\]@\u0080-\uffff]+@[A-Za-z0-9.-]+$/.test(ascii))
    throw new Error('This address cannot be written to.');
  return ascii;
}
