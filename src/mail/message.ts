import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A mail as plain text and as HTML, with lines of at most 998 characters. */
export interface Mail {
  to: string;
  /** The name beside our address. */
  sender: string;
  subject: string;
  text: string;
  html: string;
}

/** A mail as it travels (RFC 5322), with the addresses of its envelope. */
export interface Message {
  /** `use8BitMime` asks the server to take 8-bit text as it is (RFC 6152). */
  envelope: { from: string; to: string; use8BitMime: boolean };
  raw: string;
}

/**
 * Writes the message ourselves, in 7bit or 8bit: the composer of nodemailer turns to quoted-printable
 * at 76 characters a line, which would break a link in two in the `.eml` file.
 * @throws Error when the address cannot be a header
 */
export function compose(mail: Mail, publicUrl: string, now: number): Message {
  const from = senderAddress(publicUrl);
  const host = senderHost(publicUrl);
  const to = headerAddress(mail.to);
  const is8Bit = !isPlain(mail.text + mail.html);
  const boundary = `=_${randomUUID()}`;
  const encoding = `Content-Transfer-Encoding: ${is8Bit ? '8bit' : '7bit'}`;
  const headers = [
    `From: ${displayName(mail.sender)} <${from}>`,
    `To: <${to}>`,
    `Subject: ${isPlain(mail.subject) ? mail.subject : encodedWords(mail.subject)}`,
    `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@${host}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    encoding,
  ];
  const part = (type: string, content: string) => [
    `--${boundary}`,
    `Content-Type: text/${type}; charset=utf-8`,
    encoding,
    '',
    ...content.split('\n'),
  ];
  // RFC 2046 §5.1.4: the best form comes last.
  const parts = [...part('plain', mail.text), ...part('html', mail.html), `--${boundary}--`, ''];
  const raw = [...headers, '', ...parts].join('\r\n');
  return { envelope: { from, to, use8BitMime: is8Bit }, raw };
}

/** RFC 5322 §3.2.5: a quoted string, or encoded words where it is not ASCII. */
function displayName(name: string): string {
  return isPlain(name) ? `"${name.replace(/[\\"]/g, '\\$&')}"` : encodedWords(name);
}

function isPlain(text: string): boolean {
  return /^[\n\x20-\x7e]*$/.test(text);
}

/** Characters of one encoded word: the longest of ours have three bytes, and a word has 75 characters. */
const WORD_LENGTH = 14;

/** RFC 2047 §2: base64 in pieces, none of which splits a character. */
function encodedWords(text: string): string {
  const characters = Array.from(text);
  const words: string[] = [];
  for (let at = 0; at < characters.length; at += WORD_LENGTH) {
    const piece = characters.slice(at, at + WORD_LENGTH).join('');
    words.push(`=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`);
  }
  return words.join('\r\n ');
}

/** The address that our mails come from. */
export function senderAddress(publicUrl: string): string {
  return `no-reply@${senderHost(publicUrl)}`;
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
