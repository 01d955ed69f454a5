import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Surroundings } from '../support/proxies.js';
import { freePort } from '../support/testbed.js';

/** Header names in lower case, each with its values in order. */
type Headers = Map<string, string[]>;

interface Reply {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** What stands in for a proxy that cannot be installed here. */
export interface Double {
  port: number;
  stop(): void;
}

/** Headers of the connection, which no proxy hands on (RFC 9110 §7.6.1). */
const HOP = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Does what Traefik 3 does with the routers and middlewares of `examples/traefik`. */
export function traefik(surroundings: Surroundings): Promise<Double> {
  const { routers, middlewares, services } = configuration(
    'traefik/dynamic.yml',
    surroundings,
  ).http;
  const { forwardAuth } = middlewares.gate;
  const opens = conditionsOf(routers.api.rule);
  return serving(async (message, headers, body) => {
    const named = headers.get('connection') ?? [];
    if (named.some((value) => /gatehouse/i.test(value)))
      return plain(middlewares.refused.ipAllowList.rejectStatusCode);
    for (const name of HOP) headers.delete(name);
    for (const name of [...headers.keys()])
      if (name.startsWith('x-forwarded-')) headers.delete(name);
    change(headers, middlewares['gate-key'].headers.customRequestHeaders);

    const question: Headers = new Map(headers);
    for (const name of ['content-length', 'host']) question.delete(name);
    question.set('x-forwarded-for', [message.socket.remoteAddress ?? '']);
    question.set('x-forwarded-method', [message.method ?? '']);
    question.set('x-forwarded-proto', ['http']);
    question.set('x-forwarded-host', headers.get('host') ?? []);
    question.set('x-forwarded-uri', [message.url ?? '']);
    const answer = await asked(forwardAuth.address, 'GET', question);
    if (!answer) return plain(500);
    if (answer.status < 200 || answer.status > 299) return answer;
    for (const name of forwardAuth.authResponseHeaders as string[]) {
      headers.delete(name.toLowerCase());
      const values = answer.headers.get(name.toLowerCase());
      if (values) headers.set(name.toLowerCase(), values);
    }
    const isOpen = opens.some(([name, value]) => headers.get(name)?.includes(value));
    if (!isOpen) return plain(404);
    change(headers, middlewares['no-credentials'].headers.customRequestHeaders);
    const [{ url }] = services.api.loadBalancer.servers;
    return (await asked(url + message.url, message.method ?? '', headers, body)) ?? plain(502);
  });
}

/** Does what Envoy does with the filters and routes of `examples/envoy`. */
export function envoy(surroundings: Surroundings): Promise<Double> {
  const { listeners, clusters } = configuration('envoy/envoy.yaml', surroundings).static_resources;
  const manager = listeners[0].filter_chains[0].filters[0].typed_config;
  const [mutation, authorization] = manager.http_filters.map((each: any) => each.typed_config);
  const [host] = manager.route_config.virtual_hosts;
  return serving(async (message, headers, body) => {
    const { url = '', method = '' } = message;
    if ([...headers.keys()].some((name) => name.includes('_'))) return plain(400);
    if (/%(2f|5c)/i.test(url)) return plain(400);
    for (const name of HOP) headers.delete(name);
    for (const { remove } of mutation.mutations.request_mutations) headers.delete(remove);

    const { path_prefix: prefix, ...service } = authorization.http_service;
    const question: Headers = new Map(headers);
    question.set('content-length', ['0']);
    for (const { key, value } of service.authorization_request.headers_to_add)
      question.set(key, [value]);
    const answer = await asked(service.server_uri.uri + prefix + url, method, question);
    if (!answer) return plain(503);
    if (answer.status !== 200) return answer;
    for (const { prefix: start } of service.authorization_response.allowed_upstream_headers
      .patterns)
      for (const [name, values] of answer.headers)
        if (name.startsWith(start)) headers.set(name, values.slice(-1));

    const route = host.routes.find(({ match }: any) =>
      (match.headers ?? []).every((each: any) =>
        headers.get(each.name)?.includes(each.string_match.exact),
      ),
    );
    if (!route.route) return plain(route.direct_response.status);
    for (const name of host.request_headers_to_remove) headers.delete(name);
    const cluster = clusters.find(({ name }: any) => name === route.route.cluster);
    const endpoint = cluster.load_assignment.endpoints[0].lb_endpoints[0].endpoint;
    const { address, port_value: port } = endpoint.address.socket_address;
    return (await asked(`http://${address}:${port}${url}`, method, headers, body)) ?? plain(503);
  });
}

function configuration(file: string, { gatehouse, api, gateKey }: Surroundings): any {
  const [, port = ''] = gatehouse.split(':');
  const text = readFileSync(join(__dirname, '../../examples', file), 'utf8')
    .replaceAll('127.0.0.1:3000', gatehouse)
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${api}`)
    .replaceAll('port_value: 3000', `port_value: ${port}`)
    .replaceAll('port_value: 8080', `port_value: ${api}`)
    .replaceAll('gate_gte_…', gateKey);
  return load(text);
}

/** The headers that a rule of Traefik asks for, of which one is enough. */
function conditionsOf(rule: string): [name: string, value: string][] {
  return rule.split(' || ').map((each) => {
    const [, name = '', value = ''] = /^Header\(`([^`]+)`, `([^`]+)`\)$/.exec(each) ?? [];
    return [name.toLowerCase(), value];
  });
}

function change(headers: Headers, changes: Record<string, string>): void {
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') headers.delete(name.toLowerCase());
    else headers.set(name.toLowerCase(), [value]);
  }
}

function plain(status: number): Reply {
  return { status, headers: new Map(), body: Buffer.alloc(0) };
}

type Handler = (message: IncomingMessage, headers: Headers, body: Buffer) => Promise<Reply>;

async function serving(handle: Handler): Promise<Double> {
  const port = await freePort();
  const serve = async (message: IncomingMessage, response: ServerResponse) => {
    const body = await read(message);
    const answer = await handle(message, headersOf(message), body);
    for (const name of HOP) answer.headers.delete(name);
    response.writeHead(answer.status, [...answer.headers].flatMap(([name, values]) => values.flatMap((value) => [name, value]))); // prettier-ignore
    response.end(answer.body);
  };
  const server = createServer((message, response) => {
    serve(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, stop: () => void server.close() };
}

/** The answer, or nothing when there is none. */
function asked(
  url: string,
  method: string,
  headers: Headers,
  body?: Buffer,
): Promise<Reply | undefined> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf('/', 'http://'.length));
  return new Promise((resolve) => {
    const sent = request(
      { hostname, port, path, method, headers: single(headers), agent: false },
      (message) => {
        const { statusCode: status = 0 } = message;
        void read(message).then((text) =>
          resolve({ status, headers: headersOf(message), body: text }),
        );
      },
    );
    sent.setTimeout(2_000, () => sent.destroy());
    sent.once('error', () => resolve(undefined));
    sent.end(body);
  });
}

/** Node takes a list for a header that came more than once alone. */
function single(headers: Headers): Record<string, string | string[]> {
  const pairs = [...headers].map(([name, values]): [string, string | string[]] => {
    const [only = '', ...more] = values;
    return [name, more.length > 0 ? values : only];
  });
  return Object.fromEntries(pairs);
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers: Headers = new Map();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    headers.set(name, [...(headers.get(name) ?? []), rawHeaders[at + 1] ?? '']);
  }
  return headers;
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer);
  } catch {
    // What came is what there is.
  }
  return Buffer.concat(chunks);
}
