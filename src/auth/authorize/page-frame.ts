import { createHash } from 'node:crypto';
import { escaped } from '../../common/html.js';
import type { Language } from '../../common/language.js';
import type { Provider } from '../../settings/appearance/provider.js';
import { paletteOf } from '../../settings/appearance/palette.js';

/** A page that no application draws. */
export interface PlainPage {
  language: Language;
  title: string;
  /** Elements for its head, as HTML. */
  head?: string[];
  /** What stands below the title, as HTML. */
  body: string[];
}

/** Whose page it is. */
export interface Host {
  provider: Provider;
  publicUrl: string;
}

/** The page as it is sent. */
export interface WrittenPage {
  html: string;
  /** Its style alone, as a policy names it. */
  styleSource: string;
}

const WORDS = {
  en: { home: 'Go to', support: 'Ask for help' },
  fr: { home: 'Aller à', support: 'Demander de l’aide' },
};

/** Writes a page with the provider's face, a way back and where to ask for help. */
export function writePage(
  { language, title, head = [], body }: PlainPage,
  { provider, publicUrl }: Host,
): WrittenPage {
  const style = styleOf(provider);
  const { home, support } = WORDS[language];
  const name = escaped(provider.name);
  const help = provider.supportEmail
    ? ` · <a href="mailto:${escaped(provider.supportEmail)}">${support}</a>`
    : '';
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    ...head,
    `<title>${escaped(title)} · ${name}</title><style>${style}</style></head><body>`,
    `<header>${markOf(provider)}<bdi>${name}</bdi></header>`,
    `<main><h1>${escaped(title)}</h1>`,
    ...body,
    '</main>',
    `<footer><a href="${escaped(publicUrl)}/">${home} <bdi>${name}</bdi></a>${help}</footer>`,
    '</body></html>',
  ].join('\n');
  return { html, styleSource: sourceOf(style) };
}

/** Nothing may run, load or frame on the page but its own style and the provider's logo. */
export function policyOf({ styleSource }: WrittenPage): string {
  return (
    `default-src 'none'; style-src ${styleSource}; img-src 'self'; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  );
}

const styles = new WeakMap<Provider, string>();

function styleOf(provider: Provider): string {
  const known = styles.get(provider);
  if (known) return known;
  const { light, dark } = paletteOf(provider.accentColor, provider.accentColorDark);
  const style =
    'body{font:16px/1.55 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;' +
    `color:#1f1d1a;background:#fff;border-top:0}a{color:${light.accent}}code{color:#5c5850}` +
    'header{display:flex;align-items:center;gap:.6rem;font-weight:650;margin-bottom:2.5rem}' +
    'header img{max-height:2rem;max-width:10rem}h1{font-size:1.5rem;line-height:1.25}' +
    `svg{color:${light.accent}}button{font:inherit;padding:.5rem 1.1rem;border:0;border-radius:.5rem;` +
    `background:${light.accent};color:${light.onAccent};cursor:pointer}` +
    'footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid #e5e2da;font-size:.875rem}' +
    '@media(prefers-color-scheme:dark){body{color:#eeece7;background:#1b1a18}code{color:#b3aea4}' +
    `a,svg{color:${dark.accent}}button{background:${dark.accent};color:${dark.onAccent}}` +
    'footer{border-color:#36332f}}';
  styles.set(provider, style);
  return style;
}

function sourceOf(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}

/** The gate: an arch, with a portcullis that is half open. */
const GATE =
  '<svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true" fill="currentColor">' +
  '<path d="M3 29V15a13 13 0 0 1 26 0v14h-6V15a7 7 0 0 0-14 0v14z"/>' +
  '<path d="M11.2 13h2v7h-2zM15 13h2v9h-2zM18.8 13h2v7h-2z"/></svg>';

function markOf({ logo, logoDark }: Provider): string {
  if (!logo) return GATE;
  const dark = logoDark
    ? `<source srcset="${escaped(logoDark)}" media="(prefers-color-scheme: dark)">`
    : '';
  return `<picture>${dark}<img src="${escaped(logo)}" alt=""></picture>`;
}
