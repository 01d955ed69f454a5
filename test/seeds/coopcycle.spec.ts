import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { itWith, rawHttp, shell } from '../support/programs.js';
import { testbed } from '../support/testbed.js';

// CoopCycle has one page in two languages, with the same requests.
describe('the CoopCycle pages', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  let base64: string;

  beforeAll(async () => {
    app = await cast.app({ scopes: ['deliveries', 'tasks'] });
    base64 = Buffer.from(`${app.appKey}:${app.appSecret}`).toString('base64');
  });

  const expectTheirAnswer = (body: Record<string, unknown>) => {
    expect(Object.keys(body)).toEqual(['token_type', 'expires_in', 'access_token']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(body.access_token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  };

  it('POST /oauth2/token answers the three members that the page prints', async () => {
    const answer = await rawHttp(
      bed.url,
      `POST /oauth2/token HTTP/1.1
Authorization: Basic ${base64}
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&scope=tasks+deliveries`,
    );
    expectStatus(200, answer);
    expectTheirAnswer(answer.body);
    expect(answer.headers['cache-control']).toContain('no-store');
  });

  it('POST /api/deliveries takes the token and application/ld+json', async () => {
    const { body } = await bed.wire.post('/oauth2/token', {
      basic: [app.appKey, app.appSecret],
      form: { grant_type: 'client_credentials', scope: 'tasks deliveries' },
    });
    const answer = await rawHttp(
      bed.url,
      `POST /api/deliveries HTTP/1.1
Content-Type: application/ld+json
Authorization: Bearer ${body.access_token}

{ "@context": "/api/contexts/Delivery", "@type": "Delivery", "title": "lorem ipsum" }`,
    );
    expectStatus(201, answer);
    expect(answer.body).toMatchObject({ title: 'lorem ipsum' });
  });

  itWith('php', 'its first line encodes the credentials as Basic does', async () => {
    const printed = await shell(
      `php -r 'echo base64_encode("${app.appKey}:${app.appSecret}"), PHP_EOL;'`,
    );
    expect(printed.trim()).toBe(base64);
  });

  itWith('curl', 'its commands get a token and create a delivery', async () => {
    const printed = await shell(
      `curl -s -X POST -d 'grant_type=client_credentials&scope=tasks+deliveries' -H 'Authorization: Basic ${base64}' ${bed.url}/oauth2/token`,
    );
    const body = JSON.parse(printed);
    expectTheirAnswer(body);
    const created = await shell(
      `curl -s -X POST -d '{ "title": "lorem ipsum" }' -H 'Content-Type: application/ld+json' -H 'Authorization: Bearer ${body.access_token}' ${bed.url}/api/deliveries`,
    );
    expect(JSON.parse(created)).toMatchObject({ title: 'lorem ipsum' });
  });
});
