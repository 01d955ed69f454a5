const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_BODY = { 'content-type': 'application/json' };
const SPARE_TOKENS = 96;

/**
 * What is measured, each as the options of one autocannon round; `prepare` runs before every round
 * and is not measured.
 */
export async function works(gatehouse, bare, admin) {
  const { appKey, appSecret } = await makeApp(gatehouse.url, admin);
  const basic = `Basic ${Buffer.from(`${appKey}:${appSecret}`).toString('base64')}`;
  const tokenUrl = `${gatehouse.url}/authorization/token`;
  const askForToken = {
    method: 'POST',
    headers: { ...FORM, authorization: basic },
    body: 'grant_type=client_credentials',
  };
  const issue = async () => answerOf(await fetch(tokenUrl, askForToken));
  const { access_token } = await issue();
  const authorization = `Bearer ${access_token}`;
  const spare = [];

  return [
    { name: 'bare Fastify route', server: bare, options: { url: bare.url } },
    {
      name: 'client_credentials',
      server: gatehouse,
      options: { url: tokenUrl, ...askForToken },
    },
    {
      name: 'refresh_token, durable',
      server: gatehouse,
      prepare: async () => {
        while (spare.length < SPARE_TOKENS) spare.push((await issue()).refresh_token);
      },
      options: {
        url: tokenUrl,
        requests: [
          {
            method: 'POST',
            headers: { ...FORM, authorization: basic },
            setupRequest: (request) => ({
              ...request,
              body: `grant_type=refresh_token&refresh_token=${spare.shift()}`,
            }),
            onResponse: (status, body) => {
              if (status === 200) spare.push(JSON.parse(body).refresh_token);
            },
          },
        ],
      },
    },
    {
      name: 'guarded request (whoami)',
      server: gatehouse,
      options: { url: `${gatehouse.url}/authorization/whoami`, headers: { authorization } },
    },
    {
      name: 'guarded write (delivery), durable',
      server: gatehouse,
      options: {
        url: `${gatehouse.url}/api/deliveries`,
        method: 'POST',
        headers: { ...JSON_BODY, authorization },
        body: '{"title":"A parcel"}',
      },
    },
  ];
}

async function makeApp(url, { username, password }) {
  const login = await fetch(`${url}/consumer/login`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ username, password }),
  });
  const { token } = await answerOf(login);
  const app = await fetch(`${url}/consumer/app`, {
    method: 'POST',
    headers: { ...JSON_BODY, authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'Bench', scopes: ['authorization', 'deliveries'] }),
  });
  return answerOf(app);
}

async function answerOf(response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
