import type { CommandClock } from '../command-clock.js';
import { DEMO_PASSWORD, type DemoUser } from './demo-logins.js';
import { type DemoApp, DemoSession } from './demo-session.js';
import type { LocalClient } from './local-client.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 6;
const APP_CALLBACK = 'http://localhost:8080/callback';
const BOARD_CALLBACK = 'http://localhost:8081/callback';
const PLANNER_CALLBACK = 'http://localhost:8082/callback';
const SCOPES = ['authorization', 'deliveries', 'tasks'];

interface Apps {
  tracker: DemoApp;
  board: DemoApp;
  planner: DemoApp;
  orders: DemoApp;
}

/**
 * Makes the demo data as users and apps would: by requests, on the days that are past. The
 * administrator is there already.
 */
export class DemoData {
  constructor(
    private readonly client: LocalClient,
    private readonly clock: CommandClock,
    private readonly publicUrl: string,
  ) {}

  async make(): Promise<void> {
    this.clock.setBack(DAYS * DAY_MS + HOUR_MS);
    await this.addUsers();
    const apps = await this.addApps();
    for (let day = DAYS; day >= 0; day -= 1) {
      this.clock.setBack(day * DAY_MS + HOUR_MS / 2);
      await this.useApps(apps, day);
      if (day === 4) await this.as('ada').mistypePassword();
      if (day === 3) await this.as('ada').allow(apps.planner, PLANNER_CALLBACK, 'deliveries tasks');
      if (day === 2) await this.as('bruno').allow(apps.board, BOARD_CALLBACK, 'tasks');
    }
    this.clock.setBack(0);
    await this.addTokens();
  }

  private as(username: DemoUser): DemoSession {
    return new DemoSession(this.client, this.publicUrl, username);
  }

  private async addUsers(): Promise<void> {
    await this.as('ada').register();
    await this.as('bruno').register();
    const token = await this.as('grace').login();
    const { body: roles } = await this.client.send<{ entry: { id: string; name: string }[] }>(
      200,
      'GET',
      '/backend/role?count=100',
      { token },
    );
    const roleId = roles.entry.find(({ name }) => name === 'Partner')?.id;
    const paul = { username: 'paul', email: 'paul@example.com', password: DEMO_PASSWORD, roleId };
    await this.client.send(201, 'POST', '/backend/user', { token, body: paul });
  }

  /** Two apps of Ada's; one of Paul's for everybody, and one for a customer alone. */
  private async addApps(): Promise<Apps> {
    const [bakery] = await this.addCustomers();
    const tracker = {
      name: 'Parcel Tracker',
      description: 'Tells customers where their parcel is.',
      url: 'https://tracker.example.com',
      redirectUris: [APP_CALLBACK],
      scopes: SCOPES,
    };
    const board = {
      name: 'Task Board',
      description: 'Shows the tasks of a team on a phone.',
      type: 'public',
      redirectUris: [BOARD_CALLBACK],
      scopes: ['tasks'],
    };
    const planner = {
      name: 'Route Planner',
      description: 'Puts deliveries in the best order.',
      redirectUris: [PLANNER_CALLBACK],
      scopes: SCOPES,
    };
    const orders = { name: 'Bakery Lund: orders', scopes: SCOPES, accountId: bakery };
    return {
      tracker: await this.addApp('ada', tracker),
      board: await this.addApp('ada', board),
      planner: await this.addApp('paul', planner),
      orders: await this.addApp('paul', orders),
    };
  }

  /** Paul's customers. Bruno works for one of them, and Ada for the other. */
  private async addCustomers(): Promise<string[]> {
    const token = await this.as('paul').login();
    const ids: string[] = [];
    for (const [name, username] of [
      ['Bakery Lund', 'bruno'],
      ['Harbour Books', 'ada'],
    ] as const) {
      const account = await this.client.send<{ id: string }>(201, 'POST', '/partner/account', {
        token,
        body: { name },
      });
      const { body: member } = await this.client.send<{ id: string }>(
        200,
        'GET',
        '/consumer/account',
        { token: await this.as(username).login() },
      );
      await this.client.send(201, 'POST', `/partner/account/${account.body.id}/member`, {
        token,
        body: { userId: member.id },
      });
      ids.push(account.body.id);
    }
    return ids;
  }

  private async addApp(owner: DemoUser, body: object): Promise<DemoApp> {
    const token = await this.as(owner).login();
    return (await this.client.send<DemoApp>(201, 'POST', '/consumer/app', { token, body })).body;
  }

  /** What the apps do on one day: tokens, rows, and now and then a wrong secret. */
  private async useApps({ tracker, orders }: Apps, day: number): Promise<void> {
    for (let round = 0; round <= (day * 2) % 5; round += 1) {
      const token = await this.tokenOf(tracker);
      const body = { title: `Parcel ${DAYS - day + 1}-${round + 1}`, status: statusOn(day) };
      await this.client.send(201, 'POST', '/api/deliveries', { token, body });
    }
    const token = await this.tokenOf(orders);
    const body = { title: `Order for day ${DAYS - day + 1}`, status: statusOn(day) };
    await this.client.send(201, 'POST', '/api/tasks', { token, body });
    if (day % 3 === 1)
      await this.client.send(401, 'POST', '/authorization/token', {
        basic: [tracker.appKey, 'a-secret-of-last-year'],
        form: { grant_type: 'client_credentials' },
      });
  }

  private async tokenOf({ appKey, appSecret = '' }: DemoApp): Promise<string> {
    const answer = await this.client.send<{ access_token: string }>(
      200,
      'POST',
      '/authorization/token',
      { basic: [appKey, appSecret], form: { grant_type: 'client_credentials' } },
    );
    return answer.body.access_token;
  }

  /** What lives for days only, and so begins today. */
  private async addTokens(): Promise<void> {
    await this.client.send(201, 'POST', '/consumer/token', {
      token: await this.as('ada').login(),
      body: { name: 'Scripts on my laptop', scopes: ['deliveries.list'] },
    });
    await this.client.send(201, 'POST', '/backend/initial_access', {
      token: await this.as('grace').login(),
      body: { name: 'The mobile team', scopes: ['deliveries'], uses: 5 },
    });
  }
}

/** What is days old is over. */
function statusOn(day: number): string {
  if (day === 3) return 'cancelled';
  return day > 1 ? 'done' : 'open';
}
