import { escaped } from '../../common/html.js';
import type { Language } from '../../common/language.js';
import type { Provider } from '../../settings/appearance/provider.js';
import { paletteOf } from '../../settings/appearance/palette.js';

/** A mail as it is read: greeting, paragraphs, and one of them a link perhaps. */
export interface Letter {
  language: Language;
  subject: string;
  paragraphs: string[];
  /** The paragraph that is an address. */
  link?: string;
}

/** Whose mail it is. */
export interface Sender {
  provider: Provider;
  publicUrl: string;
}

const FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const LABEL = { en: 'Open the link', fr: 'Ouvrir le lien' };
const HELP = { en: 'Help:', fr: 'Aide :' };

/**
 * The mail as HTML, in the form that mail programs show alike: one table, styles in each element, and no
 * image but the provider's logo. Each element has a line of its own, since lines have a bound.
 */
export function writeHtml({ language, subject, paragraphs, link }: Letter, sender: Sender): string {
  const { provider } = sender;
  const { accent, onAccent } = paletteOf(provider.accentColor).light;
  const button = (address: string) => [
    `<p style="margin:24px 0"><a href="${escaped(address)}"`,
    ` style="display:inline-block;padding:11px 20px;border-radius:8px;background:${accent};color:${onAccent};text-decoration:none;font-weight:600">`,
    `${LABEL[language]}</a></p>`,
    `<p style="margin:0 0 16px;font-size:13px;color:#5b564e;word-break:break-all">${escaped(address)}</p>`,
  ];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(subject)}</title></head>`,
    `<body style="margin:0;background:#f7f6f2;color:#1f1d1a;${FONT};font-size:15px;line-height:1.55">`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="padding:32px 16px">',
    '<tr><td align="center">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;text-align:left">',
    `<tr><td style="padding:0 0 16px;font-size:17px;font-weight:600">${brandOf(sender)}</td></tr>`,
    `<tr><td style="background:#ffffff;border:1px solid #e7e4dc;border-top:4px solid ${accent};border-radius:12px;padding:28px">`,
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escaped(subject)}</h1>`,
    ...paragraphs.flatMap((text) =>
      text === link ? button(text) : [`<p style="margin:0 0 16px">${escaped(text)}</p>`],
    ),
    '</td></tr>',
    `<tr><td style="padding:16px 4px;font-size:13px;color:#5b564e">${footerOf(language, sender)}</td></tr>`,
    '</table>',
    '</td></tr></table></body></html>',
    '',
  ].join('\n');
}

function brandOf({ provider: { name, logo }, publicUrl }: Sender): string {
  if (!logo) return escaped(name);
  const address = escaped(new URL(logo, publicUrl).href);
  return `<img src="${address}" alt="" height="28" style="height:28px;vertical-align:middle;margin-right:10px">\n${escaped(name)}`;
}

function footerOf(language: Language, { provider, publicUrl }: Sender): string {
  const { supportEmail } = provider;
  const help = supportEmail
    ? ` · ${HELP[language]} <a href="mailto:${escaped(supportEmail)}" style="color:#5b564e">${escaped(supportEmail)}</a>`
    : '';
  const home = `<a href="${escaped(publicUrl)}" style="color:#5b564e">${escaped(publicUrl)}</a>`;
  return `${home}${help}`;
}
