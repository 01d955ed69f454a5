import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { Cast } from '../support/cast.js';
import { newServer, type Server } from '../support/server.js';
import { ADMIN } from '../support/testbed.js';
import { unique } from '../support/unique.js';

// A walk through every page takes its time on a small machine.
jest.setTimeout(240_000);

/** Debian's Chromium: the one that draws no window is a third cheaper. `CHROMIUM` names another. */
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const CHROMIUM = process.env.CHROMIUM ?? INSTALLED.find(existsSync) ?? 'chromium';

/** The built server on a fresh database, and a browser. */
export interface Portal {
  server: Server;
  cast: Cast;
  url: string;
  /** Opens a browser of its own: no cookie, no storage. */
  visit(options?: BrowserContextOptions): Promise<Visitor>;
}

type Environment = Record<string, string>;

/** Starts the server and the browser before the tests of a file, and ends them after. */
export function portal(env: Environment | (() => Promise<Environment>) = {}): Portal {
  const portal = {} as Portal;
  let browser: Browser;
  beforeAll(async () => {
    const server = await newServer(typeof env === 'function' ? await env() : env);
    await server.start();
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    });
    const url = (server.env.PUBLIC_URL ?? '').replace(/\/$/, '');
    Object.assign(portal, { server, url, cast: new Cast(server) });
    portal.visit = async (options = {}) => {
      // Shows dialogs at once: half-faded text fails a contrast, and a moving button misses a click.
      const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options }); // prettier-ignore
      return new Visitor(await context.newPage(), url);
    };
  });
  afterAll(async () => {
    await browser?.close();
    await portal.server?.stop();
  });
  return portal;
}

/** A person in front of a browser, with the clicks that several tests need. */
export class Visitor {
  /** What should never happen: faults in a page, refusals by the policy, calls to other hosts. */
  readonly faults: string[] = [];

  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('dialog', (dialog) => {
      this.faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) this.faults.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url))
        this.faults.push(`request to ${request.url()}`);
    });
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.url + path);
    await this.page.locator('h1').waitFor();
  }

  /**
   * The field with this whole label (a required one ends with a star): *E-mail* is not *User name or
   * e-mail*, which the page before may still show.
   */
  field(name: string | RegExp) {
    const label = typeof name === 'string' ? new RegExp(`^${name}( \\*)?$`) : name;
    return this.page.getByLabel(label).first();
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** The dialog in front. */
  get dialog() {
    return this.page.getByRole('dialog');
  }

  password(index = 0) {
    return this.page.locator('input[autocomplete$="password"]').nth(index);
  }

  /** Registers, and arrives at *My apps*. */
  async register(name = unique('ada')): Promise<{ username: string; password: string }> {
    const password = `${name} has a long password`;
    await this.open('/register');
    await this.field('User name').fill(name);
    await this.field('E-mail').fill(`${name}@example.org`);
    await this.password().fill(password);
    await this.button('Create an account').click();
    await this.page.waitForURL('**/apps');
    return { username: name, password };
  }

  /** Signs in, sets a second factor, signs out, and tells one of the recovery codes. */
  async setSecondFactor(
    person: { username: string; password: string },
    cast: Cast,
  ): Promise<string> {
    await this.signIn(person, '/account');
    await this.button('Set up').click();
    await this.field('First code').waitFor();
    const secret = await this.dialog.locator('code').first().innerText();
    await this.field('First code').fill(cast.code(secret));
    await this.button('Switch on').click();
    await this.sees('Keep these codes');
    const [recovery = ''] = await this.dialog.locator('code').allTextContents();
    await this.button('Yes, I saved it').click();
    await this.signOut(person.username);
    return recovery;
  }

  /** Gets the session that the form would, and opens the page: most tests are not about the form. */
  async signIn(
    { username, password }: { username: string; password: string } = ADMIN,
    page?: string,
  ): Promise<void> {
    const answer = await this.page.request.post(`${this.url}/portal/session`, {
      data: { username, password },
      headers: { origin: this.url },
    });
    if (answer.status() !== 201) throw new Error(`Not signed in: ${await answer.text()}`);
    if (page) await this.open(page);
  }

  async signInByForm(
    { username, password }: { username: string; password: string },
    next: string,
  ): Promise<void> {
    await this.open(`/sign-in?next=${encodeURIComponent(next)}`);
    await this.field('User name or e-mail').fill(username);
    await this.password().fill(password);
    await this.button('Sign in').click();
    await this.page.waitForURL(`**${next}`);
  }

  async signOut(username: string): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: username }).click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await this.page.getByRole('link', { name: 'Sign in' }).waitFor();
  }

  /** Makes an app from *My apps*, and reads the key and the secret where they are shown once. */
  async makeApp(name: string, scope = 'deliveries'): Promise<{ key: string; secret: string }> {
    await this.button('New app').first().click();
    await this.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    const box = this.page.getByRole('checkbox', { name: scope, exact: true });
    const search = this.dialog.getByRole('textbox', { name: 'Search scopes' });
    await box.or(search).first().waitFor();
    // Of many scopes most are folded away.
    if (!(await box.isVisible())) await search.fill(scope);
    await box.check();
    await this.button('Create app').click();
    const credentials = await this.readSecret();
    await this.page.waitForURL('**/apps/*?tab=call');
    return credentials;
  }

  /** Reads what is shown once, and says that it was saved. */
  async readSecret(): Promise<{ key: string; secret: string }> {
    await this.page.getByText('This is the only time that the secret is shown').waitFor();
    const [key = '', secret = ''] = await this.dialog.locator('code').allTextContents();
    await this.button('Done').click();
    await this.button('Yes, I saved it').click();
    return { key, secret };
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click();
  }

  /** Waits until this text can be seen. */
  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }
}

/** The token in the newest mail of the server's outbox that holds a link of this kind. */
export async function mailedToken(server: Server, kind: string): Promise<string> {
  const outbox = join(server.env.DATA_DIR ?? '', 'outbox');
  for (let tries = 0; tries < 100; tries += 1) {
    const mails = readdirSync(outbox).sort();
    const newest = mails.length ? readFileSync(join(outbox, mails.at(-1) ?? ''), 'utf8') : '';
    const token = new RegExp(`/${kind}/(\\w+)`).exec(newest.replace(/=\r?\n/g, ''))?.[1];
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No mail holds a link to ${kind}.`);
}
