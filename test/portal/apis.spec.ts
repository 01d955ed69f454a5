/** @database sqlite */
import { Backend } from '../gate/backends.js';
import { payments } from '../gate/payments.js';
import { makeApi, type Paths } from '../support/apis.js';
import { expectStatus, type Person } from '../support/cast.js';
import { newGate } from '../support/gates.js';
import { Proxy } from '../support/proxies.js';
import { runPasted } from './pasted.js';
import { portal, type Visitor } from './visitor.js';

/** An operation of many. */
const operation = (operationId: string, tag: string, more: object = {}) => ({
  operationId,
  tags: [tag],
  summary: `Do ${operationId}`,
  responses: { 200: { description: 'Done.' } },
  ...more,
});

/** 600 operations in 20 groups. */
function manyPaths(): Paths {
  const paths: Paths = {};
  for (let n = 0; n < 600; n += 1)
    paths[`/things-${n}`] = { get: operation(`thing-${n}`, `Group ${n % 20}`) };
  return paths;
}

const REFERRING: Paths = {
  '/charges/{id}': {
    post: operation('charges.change', 'Charges', {
      description: 'Takes <b>what</b> changes.\n\nAnd nothing else.',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'ch 1' },
        { name: 'mode', in: 'query', required: true, schema: { enum: ['slow', 'fast'] } },
        { name: 'odd', in: 'query', schema: null, description: { not: 'text' } },
      ],
      requestBody: {
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Charge' } } },
      },
    }),
  },
};
const BESIDE = {
  components: {
    schemas: {
      Charge: {
        type: 'object',
        required: ['amount'],
        properties: {
          amount: { type: 'integer', minimum: 5, description: 'In cents.' },
          next: { $ref: '#/components/schemas/Charge' },
          broken: { $ref: '#/components/schemas/Nothing' },
        },
      },
    },
  },
};

describe('APIs in the portal', () => {
  const gatehouse = portal();

  const enter = async (person: Person, path: string, options = {}): Promise<Visitor> => {
    const visitor = await gatehouse.visit(options);
    const headers = { origin: gatehouse.url };
    const data = { username: person.username, password: person.password };
    await visitor.page.context().request.post(`${gatehouse.url}/portal/session`, { headers, data });
    await visitor.open(path);
    return visitor;
  };
  const link = (visitor: Visitor, name: string | RegExp) =>
    visitor.page.getByRole('main').getByRole('link', { name });
  const program = (visitor: Visitor) => visitor.page.locator('pre:visible').first().innerText();

  it('a developer finds what their role opens, calls it through nginx as pasted, and reads why a call was refused', async () => {
    const { cast, server } = gatehouse;
    const { id } = await makeApi(cast, {
      name: 'payments',
      title: 'Payments',
      basePath: '/v1',
      paths: payments(),
      open: ['health', 'echo'],
    });
    const gate = await newGate(cast, server.wire, 'payments', 'nginx');
    const backend = await Backend.start('express');
    const host = new URL(gatehouse.url).host;
    const proxy = await Proxy.start('nginx', { gatehouse: host, api: backend.port, gateKey: gate.key }); // prettier-ignore
    try {
      const body = { publicUrl: proxy.url };
      expectStatus(200, await cast.asAdmin('PUT', `/backend/api/${id}`, { body }));
      const scopes = ['consumer', 'payments.charges.list', 'payments.charges.create'];
      const owner = await cast.holderOf(scopes);
      const visitor = await enter(owner, '/apps');
      await visitor.makeApp('Shop', 'payments.charges.list');
      await visitor.page.getByRole('link', { name: 'APIs', exact: true }).click();
      await link(visitor, 'Payments').click();
      const rows = visitor.page.getByRole('navigation', { name: 'Operations' }).getByRole('link');
      await rows.first().waitFor();
      // What the role opens, and what is public.
      expect((await rows.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
        'GET',
        'POST',
        'GET',
        'GET',
      ]);
      await link(visitor, /^GET \/v1\/charges/).click();
      await visitor.sees('“Shop” may call this.');
      const calling = await program(visitor);
      expect(calling).toContain(proxy.url);
      expect(await runPasted('curl', calling)).toContain('HTTP/1.1 200');
      await link(visitor, /^POST \/v1\/charges/).click();
      await visitor.sees('“Shop” needs the scope payments.charges.create.');
      expect(await runPasted('curl', await program(visitor))).toContain('HTTP/1.1 403');
      await link(visitor, /\/v1\/health/).click();
      await visitor.sees('Everybody may call this');
      expect(await runPasted('curl', await program(visitor))).toContain('HTTP/1.1 200');
      expect((await backend.arrivals()).map((each) => each.operation)).toEqual([
        'charges.list',
        'health',
      ]);

      await visitor.page.getByRole('link', { name: 'My apps' }).click();
      await link(visitor, 'Shop').click();
      await visitor.tab('Refusals');
      const row = visitor.page.getByRole('row').filter({ hasText: 'insufficient_scope' });
      await row.waitFor({ timeout: 10_000 });
      await row.getByText('The call needs the scope payments.charges.create.').waitFor();
      await row.getByText('Access token').waitFor();
      await row.getByRole('link', { name: 'payments.charges.create' }).click();
      await visitor.sees('“Shop” needs the scope payments.charges.create.');
      expect(visitor.faults).toEqual([]);
    } finally {
      await proxy.stop();
      await backend.stop();
    }
  });

  it('a snippet holds the API key that was made just now, in the header of the API', async () => {
    const { cast, server } = gatehouse;
    const { name } = await makeApi(cast, { keyHeader: 'X-Pay-Key' });
    const gate = await newGate(cast, server.wire, name);
    const owner = await cast.holderOf(['consumer', name]);
    const app = await cast.app({ owner, scopes: [`${name}.charges`] });
    const visitor = await enter(owner, `/apps/${app.id}?tab=api-keys`);
    await visitor.button('New API key').click();
    await visitor.dialog.getByRole('textbox', { name: 'Name' }).fill('Export');
    await visitor.page.getByRole('checkbox', { name: `${name}.charges.get` }).check();
    await visitor.button('Create API key').click();
    await visitor.sees('This is the only time that the API key is shown');
    await visitor.button('Yes, I saved it').click();
    await visitor.page.getByRole('link', { name: 'APIs', exact: true }).click();
    await link(visitor, name).click();
    await link(visitor, 'Get a charge').click();
    await visitor.page.getByText('API key', { exact: true }).click();
    await visitor.field(/^id/).fill('ch/1 ä');
    const shown = await program(visitor);
    expect(shown).toContain('/charges/ch%2F1%20%C3%A4');
    const [, key = ''] = /'X-Pay-Key: (gate_key_\w+)'/.exec(shown) ?? [];
    const headers = { 'x-pay-key': key };
    expectStatus(200, await gate.ask({ target: '/charges/ch_1', headers }));
    // It does not open this one, so it is not offered for it.
    await link(visitor, 'List charges').click();
    await visitor.sees('X-Pay-Key: YOUR_API_KEY');
    await visitor.page.reload();
    await visitor.sees('X-Pay-Key: YOUR_API_KEY');
    expect(visitor.faults).toEqual([]);
  });

  it('an operation says what it takes, whatever its document is like', async () => {
    const { cast } = gatehouse;
    const { name } = await makeApi(cast, { paths: REFERRING, beside: BESIDE });
    const owner = await cast.holderOf(['consumer', name]);
    const visitor = await enter(owner, `/apis/${name}?operation=${name}.charges.change`);
    await visitor.sees('An app needs');
    await visitor.sees('Takes <b>what</b> changes.');
    const shown = await program(visitor);
    expect(shown).toContain(`https://${name}.example.com/charges/ch%201?mode=slow`);
    expect(shown).toContain('"amount": 5');
    await visitor.sees('In cents.');
    for (let depth = 1; depth <= 3; depth += 1) {
      await visitor.button('next').last().click();
      expect(await visitor.button('next').count()).toBe(depth + 1);
    }
    expect(visitor.faults).toEqual([]);
  });

  it('600 operations are found by a search and by keyboard, on a phone in French too', async () => {
    const { cast } = gatehouse;
    const { name } = await makeApi(cast, { paths: manyPaths() });
    const owner = await cast.holderOf(['consumer', name]);
    await cast.app({ owner, scopes: [`${name}.thing-7`] });
    const visitor = await enter(owner, `/apis/${name}`);
    await visitor.button(/^Group 0/).waitFor();
    expect(await link(visitor, /Do thing-/).count()).toBe(0);
    await visitor.button(/^Group 7/).focus();
    await visitor.page.keyboard.press('Enter');
    await visitor.page.keyboard.press('Tab');
    await visitor.page.keyboard.press('Enter');
    await visitor.page.locator('h2:focus', { hasText: /^Do thing-7$/ }).waitFor();

    const phone = { viewport: { width: 390, height: 844 }, locale: 'fr-FR' };
    const reader = await enter(owner, `/apis/${name}`, phone);
    await reader.page.getByRole('searchbox').fill('thing-599');
    await link(reader, /Do thing-599/).click();
    await reader.sees(`a besoin du scope ${name}.thing-599.`);
    expect(await reader.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await reader.page.getByRole('searchbox').isVisible()).toBe(false);
    await link(reader, '← Toutes les opérations').click();
    expect(await reader.page.getByRole('searchbox').inputValue()).toBe('thing-599');
    expect([...visitor.faults, ...reader.faults]).toEqual([]);
  });

  it('hundreds of scopes of an API stay usable: by its title, counted, the first of them, searched', async () => {
    const { cast } = gatehouse;
    const { name } = await makeApi(cast, { title: 'Things of all kinds', paths: manyPaths() });
    const owner = await cast.holderOf(['consumer', name]);
    const app = await cast.app({ owner, scopes: [`${name}.thing-599`] });
    const visitor = await enter(owner, `/apps/${app.id}?tab=settings`);
    const head = visitor.button(/^Things of all kinds/);
    await head.filter({ hasText: '601 scopes' }).filter({ hasText: '1 chosen' }).waitFor();
    const boxes = visitor.page.getByRole('checkbox', { name: /\.thing-/ });
    await visitor.page
      .getByRole('checkbox', { name: `${name}.thing-599`, checked: true })
      .waitFor();
    expect(await boxes.count()).toBeLessThan(50);
    await visitor.field('Search scopes').fill('do thing-321');
    await visitor.page.getByRole('checkbox', { name: `${name}.thing-321` }).check();
    expect(await boxes.count()).toBe(1);
    await visitor.button('Save').click();
    await visitor.page.getByText('Saved', { exact: true }).first().waitFor();
    const { body } = await gatehouse.server.wire.get(`/consumer/app/${app.id}`, { token: owner.token }); // prettier-ignore
    expect(body.scopes.sort()).toEqual([`${name}.thing-321`, `${name}.thing-599`]);
    await visitor.field('Search scopes').fill('');
    await visitor.button(/^Show \d+ more/).click();
    expect(await boxes.count()).toBe(600);
    expect(visitor.faults).toEqual([]);
  });

  it('who may call nothing is told so, and a list that cannot be read is read again', async () => {
    const { cast } = gatehouse;
    const owner = await cast.holderOf(['consumer.app', 'consumer.api']);
    const visitor = await enter(owner, '/');
    const path = '**/consumer/api?*';
    await visitor.page.route(path, (route) => route.fulfill({ status: 503, body: '{}' }));
    await visitor.open('/apis');
    await visitor.button('Try again').waitFor();
    await visitor.page.unroute(path);
    await visitor.button('Try again').click();
    await visitor.page.getByRole('table').or(visitor.page.getByText('No APIs for you yet')).waitFor(); // prettier-ignore
    await visitor.open('/apis/nothing');
    await visitor.sees('This is not here');
    expect(visitor.faults).toEqual([]);
  });
});
