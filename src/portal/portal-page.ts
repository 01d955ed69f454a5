import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Provider } from '../settings/appearance/provider.js';
import { AppearanceService } from '../settings/appearance/appearance.service.js';

/** Where the browser application was built to: beside the folder of the bundled server. */
const BUILT = join(__dirname, '..', 'portal');

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine writes its theme into a style element.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Reply {
  status(code: number): Reply;
  headers(values: Record<string, string>): Reply;
  send(body: unknown): void;
}

/** An app that waits for an answer, and the page where the person gives it. */
export interface AskingApp {
  name: string;
  page: string;
}

/** The one page of the browser application, which shows itself for every address of the portal. */
@Injectable()
export class PortalPage {
  /** Where its files are; nothing where it is not built. */
  readonly folder = existsSync(join(BUILT, 'index.html')) ? BUILT : undefined;
  private readonly plain?: string;
  /** The page with the face that it was written for. */
  private written?: { for: Provider; html: string };

  constructor(
    config: Config,
    private readonly appearance: AppearanceService,
  ) {
    if (!this.folder) return;
    const built = readFileSync(join(this.folder, 'index.html'), 'utf8');
    this.plain = below(config.basePath, built);
  }

  /**
   * Answers with it; tells whether there is one. By default it says that a page is missing.
   * @param asking the app that sent the person here
   */
  show(reply: Reply, status = 404, asking?: AskingApp): boolean {
    const html = this.html();
    if (html === undefined) return false;
    reply
      .status(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': asking ? 'no-store' : 'no-cache',
        'content-security-policy': POLICY,
      })
      .send(asking ? naming(asking, html) : html);
    return true;
  }

  private html(): string | undefined {
    if (this.plain === undefined) return undefined;
    const { provider } = this.appearance;
    if (this.written?.for !== provider)
      this.written = { for: provider, html: withFace(provider, this.plain) };
    return this.written.html;
  }
}

/** The page with the addresses that it has below this path: the build knows none. */
function below(basePath: string, html: string): string {
  const base = inAttribute(basePath);
  return html
    .replaceAll(/(src|href)="\.\//g, (_, name: string) => `${name}="${base}/`)
    .replace('name="base-path" content=""', () => `name="base-path" content="${base}"`);
}

/** The page that knows the provider before it draws anything: its name, its colours, its icon. */
function withFace(provider: Provider, html: string): string {
  const face = inAttribute(JSON.stringify(provider));
  const { favicon, accentColor } = provider;
  return html
    .replace('name="provider" content=""', () => `name="provider" content="${face}"`)
    .replace('<title>Gatehouse</title>', () => `<title>${inAttribute(provider.name)}</title>`)
    .replace(/(rel="icon"\s+href=")([^"]*)"/, (_, start: string, ours: string) => {
      const icon = favicon ?? ours.replaceAll('%230b6156', encodeURIComponent(accentColor));
      return `${start}${inAttribute(icon)}"`;
    });
}

/** The page that knows who asks. */
function naming({ name, page }: AskingApp, html: string): string {
  const content = `content="${inAttribute(name)}" data-page="${inAttribute(page)}"`;
  return html.replace('name="asking-app" content=""', () => `name="asking-app" ${content}`);
}

function inAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
