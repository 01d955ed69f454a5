import { createHash, randomBytes } from 'node:crypto';
import { DEMO_PASSWORD, type DemoUser } from './demo-logins.js';
import type { LocalClient } from './local-client.js';

export interface DemoApp {
  id: string;
  appKey: string;
  /** Missing for a public app. */
  appSecret?: string;
}

/** One of the demo's users, by what they do in the API and in the portal. */
export class DemoSession {
  constructor(
    private readonly client: LocalClient,
    private readonly publicUrl: string,
    readonly username: DemoUser,
  ) {}

  /** Registers, as a developer does. */
  async register(): Promise<void> {
    const { username } = this;
    const body = { username, email: `${username}@example.com`, password: DEMO_PASSWORD };
    await this.client.send(200, 'POST', '/consumer/register', { body });
  }

  /** Logs in and tells the access token. */
  async login(): Promise<string> {
    const body = { username: this.username, password: DEMO_PASSWORD };
    const answer = await this.client.send<{ token: string }>(200, 'POST', '/consumer/login', {
      body,
    });
    return answer.body.token;
  }

  /** Types a wrong password into the portal. */
  async mistypePassword(): Promise<void> {
    const body = { username: this.username, password: `${DEMO_PASSWORD}?` };
    await this.client.send(401, 'POST', '/portal/session', { body, headers: this.origin });
  }

  /** Signs in to the portal and allows an app everything that it asks for. */
  async allow(app: DemoApp, redirectUri: string, scope: string): Promise<void> {
    const verifier = randomBytes(32).toString('base64url');
    const headers = { ...this.origin, cookie: await this.signIn() };
    const query = new URLSearchParams({
      client_id: app.appKey,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const asked = await this.client.send(303, 'GET', `/authorization/authorize?${query}`, {
      headers,
    });
    const path = new URL(String(asked.headers.location)).pathname;
    const consent = `/portal/consent/${path.slice(path.lastIndexOf('/') + 1)}`;
    await this.client.send(200, 'GET', consent, { headers });
    const body = { decision: 'allow', scopes: scope.split(' ') };
    const decided = await this.client.send<{ redirectTo: string }>(200, 'POST', consent, {
      headers,
      body,
    });
    const code = new URL(decided.body.redirectTo).searchParams.get('code') ?? '';
    const { appKey, appSecret } = app;
    await this.client.send(200, 'POST', '/authorization/token', {
      basic: appSecret === undefined ? undefined : [appKey, appSecret],
      form: {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: redirectUri,
        ...(appSecret === undefined && { client_id: appKey }),
      },
    });
  }

  private get origin() {
    return { origin: new URL(this.publicUrl).origin };
  }

  /** Tells the cookie of a new portal session. */
  private async signIn(): Promise<string> {
    const body = { username: this.username, password: DEMO_PASSWORD };
    const { headers } = await this.client.send(201, 'POST', '/portal/session', {
      body,
      headers: this.origin,
    });
    const [cookie = ''] = [headers['set-cookie']].flat();
    return String(cookie).split(';')[0] ?? '';
  }
}
