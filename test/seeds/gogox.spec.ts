import { Cast, expectStatus, type TestApp } from '../support/cast.js';
import { itWith, output, rawHttp, shell } from '../support/programs.js';
import { testbed } from '../support/testbed.js';
import { basicHeader } from '../support/wire.js';

describe('the requests that GOGOX prints', () => {
  const bed = testbed();
  const cast = new Cast(bed);
  let app: TestApp;
  beforeAll(async () => {
    app = await cast.app({ scopes: ['deliveries'] });
  });

  const expectTheirAnswer = (body: Record<string, unknown>) => {
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in']);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
  };
  const expectTheirLines = (printed: string) => {
    expect(printed).toMatch(/^access_token [\w-]+\.[\w-]+\.[\w-]+$/m);
    expect(printed).toMatch(/^expired in 3600 seconds$/m);
  };
  const opens = async (token: string) =>
    expectStatus(200, await bed.wire.get('/api/deliveries', { token }));

  it('POST /oauth/token with a JSON body answers a token and no refresh token', async () => {
    const answer = await rawHttp(
      bed.url,
      `POST /oauth/token HTTP/1.1
Content-Type: application/json

{
    "client_id": "${app.appKey}",
    "client_secret": "${app.appSecret}",
    "grant_type": "client_credentials"
}`,
    );
    expectTheirAnswer(expectStatus(200, answer).body);
    await opens(answer.body.access_token);
  });

  it('calling again gives a new token and leaves the first one alone', async () => {
    const body = {
      client_id: app.appKey,
      client_secret: app.appSecret,
      grant_type: 'client_credentials',
    };
    const first = await bed.wire.post('/oauth/token', { body });
    const second = await bed.wire.post('/oauth/token', { body });
    expect(second.body.access_token).not.toBe(first.body.access_token);
    await opens(first.body.access_token);
    await opens(second.body.access_token);
  });

  it('GET /oauth/token, as its prose says, is 405 with Allow: POST by default', async () => {
    const answer = await bed.wire.get('/oauth/token', { basic: [app.appKey, app.appSecret] });
    expectStatus(405, answer);
    expect(answer.headers.allow).toBe('POST');
  });

  it('GET /oauth/token works with the switch on and the credentials in the header', async () => {
    await cast.setting('oauth.token_get', true);
    const get = (query: string, authorization?: string) =>
      rawHttp(
        bed.url,
        `GET /oauth/token${query} HTTP/1.1${authorization ? `\nAuthorization: ${authorization}` : ''}\n\n`,
      );
    const basic = basicHeader(app.appKey, app.appSecret);
    const answer = await get('?grant_type=client_credentials', basic);
    const inQuery = await get(
      `?grant_type=client_credentials&client_id=${app.appKey}&client_secret=${app.appSecret}`,
    );
    const both = await get(`?grant_type=client_credentials&client_secret=${app.appSecret}`, basic);
    await cast.setting('oauth.token_get', false);
    expectTheirAnswer(expectStatus(200, answer).body);
    expect(answer.headers['cache-control']).toContain('no-store');
    expect([inQuery.status, inQuery.body.error]).toEqual([400, 'invalid_request']);
    expect([both.status, both.body.error]).toEqual([400, 'invalid_request']);
    expectStatus(405, await get('?grant_type=client_credentials', basic));
  });

  itWith('ruby', 'its program prints the token and its lifetime', async () => {
    const program = `require "uri"
require "net/http"
require "json"

url = URI("${bed.url}/oauth/token")

https = Net::HTTP.new(url.host, url.port);
https.use_ssl = url.scheme == "https"

request = Net::HTTP::Post.new(url)
request["Content-Type"] = "application/json"
payload = {
  client_id: "${app.appKey}",
  client_secret: "${app.appSecret}",
  grant_type: "client_credentials"
}
request.body = JSON.generate(payload)
response = https.request(request)

response_payload = JSON.parse(response.read_body)

puts "access_token #{response_payload['access_token']}"
puts "expired in #{response_payload['expires_in']} seconds"
`;
    expectTheirLines(await output('ruby', '-e', program));
  });

  itWith('php', 'its program prints the token and its lifetime', async () => {
    if ((await output('php', '-r', 'echo extension_loaded("curl") ? 1 : 0;')) !== '1') return;
    const program = `
$curl = curl_init();
$payload = [
  "client_id" => "${app.appKey}",
  "client_secret" => "${app.appSecret}",
  "grant_type" => "client_credentials",
];

curl_setopt_array($curl, [
  CURLOPT_URL => "${bed.url}/oauth/token",
  CURLOPT_RETURNTRANSFER => true,
  CURLOPT_ENCODING => "",
  CURLOPT_MAXREDIRS => 10,
  CURLOPT_TIMEOUT => 0,
  CURLOPT_FOLLOWLOCATION => true,
  CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
  CURLOPT_CUSTOMREQUEST => "POST",
  CURLOPT_POSTFIELDS => json_encode($payload),
  CURLOPT_HTTPHEADER => [
    "Content-Type: application/json"
  ],
]);

$response = curl_exec($curl);

curl_close($curl);
$responsePayload = json_decode($response, true);

echo "access_token {$responsePayload['access_token']}" . PHP_EOL;
echo "expired in {$responsePayload['expires_in']} seconds" . PHP_EOL;
`;
    expectTheirLines(await output('php', '-r', program));
  });

  itWith('curl', 'its command gets a token', async () => {
    const printed = await shell(`curl -s --location --request POST '${bed.url}/oauth/token' \\
--header 'Content-Type: application/json' \\
--data-raw '{
    "client_id": "${app.appKey}",
    "client_secret": "${app.appSecret}",
    "grant_type": "client_credentials"
}'`);
    expectTheirAnswer(JSON.parse(printed));
  });
});
