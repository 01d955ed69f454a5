/* oxlint-disable no-control-regex */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buildPathTree, matchPath, segmentsOf } from '../../src/apis/path-tree.js';
import { PUBLIC, TEMPLATES } from './payments.js';

// STUB: stands in for the gate until it lands; deleted then.
const { tree } = buildPathTree(TEMPLATES);
const NAMES = ['Operation', 'App', 'Subject', 'Account', 'Scope', 'Request-Id', 'Assertion'];
export const KEYS = {
  nginx: 'gate_gte_nginx',
  forward: 'gate_gte_forward',
  envoy: 'gate_gte_envoy',
};

interface Verdict {
  status: number;
  code?: string;
  operation?: string;
  app?: string;
  extra?: Record<string, string>;
}

function decide(
  request: IncomingMessage,
  method: string,
  target: string,
  dialect: keyof typeof KEYS,
): Verdict {
  const raw = request.rawHeaders
    .filter((_, at) => at % 2 === 0)
    .map((name) => name.toUpperCase().replace(/[^A-Z0-9]/g, '_'));
  if (request.headers['gatehouse-gate'] !== KEYS[dialect])
    return { status: 403, code: 'gate_unknown' };
  const bad = (): Verdict => ({ status: 400, code: 'ambiguous_request' });
  const [path = '', query = ''] = target.split('?');
  if (!path.startsWith('/') || path.length > 4096) return bad();
  if (/[\\# "<>^{|}`;\u0000-\u001f\u007f-\uffff]/.test(path) || target.includes('#')) return bad();
  if (/%(?![0-9a-fA-F]{2})/.test(path)) return bad();
  const segments = segmentsOf(path);
  if (segments.length > 64) return bad();
  if (segments.some((s, i) => (s === '' && i < segments.length - 1) || s === '.' || s === '..'))
    return bad();
  let allowed = path.startsWith('/v1/files/') ? path.replace(/%2f/gi, '') : path;
  if (
    /%(2f|5c|2e|25|3b|3f|23|[01][0-9a-f]|7f|2d|5f|7e|3[0-9]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])/i.test(
      allowed,
    )
  )
    return bad();
  if (
    path.startsWith('/v1/files/') &&
    path
      .slice(10)
      .split(/%2f/i)
      .some((s) => s === '' || s === '.' || s === '..')
  )
    return bad();
  try {
    if (/[\u0000-\u001f\u007f-\u009f]/.test(decodeURIComponent(path))) return bad();
  } catch {
    return bad();
  }
  if (!/^[A-Z]{1,20}$/.test(method) || method === 'CONNECT' || method === 'TRACE') return bad();
  if (raw.filter((n) => n.startsWith('GATEHOUSE_')).length !== 1) return bad();
  if (
    raw.some((n) =>
      [
        'X_HTTP_METHOD_OVERRIDE',
        'X_HTTP_METHOD',
        'X_METHOD_OVERRIDE',
        'X_ORIGINAL_URL',
        'X_REWRITE_URL',
      ].includes(n),
    )
  )
    return bad();
  if (/gatehouse/i.test(String(request.headers.connection))) return bad();
  if (
    query
      .split('&')
      .some((p) =>
        /^[^a-z0-9]*_?method|access_token|api_key/i.test(
          decodeURIComponent(p.replace(/%(?![0-9a-f]{2})/gi, '%25')),
        ),
      )
  )
    return bad();
  const match = matchPath(tree, segments);
  for (const { segment, at } of match?.parameters ?? [])
    for (const word of at.literals.keys())
      if (word !== segment && word.toLowerCase() === segment.toLowerCase()) return bad();
  const operation =
    match?.node.methods.get(method) ??
    (method === 'HEAD' ? match?.node.methods.get('GET') : undefined);
  if (operation && PUBLIC.includes(operation.name))
    return { status: 200, operation: operation.name };
  const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (raw.filter((n) => n === 'AUTHORIZATION').length > 1) return bad();
  if (token !== 'good' && token !== 'weak')
    return {
      status: 401,
      code: 'invalid_token',
      extra: { 'WWW-Authenticate': 'Bearer realm="payments", error="invalid_token"' },
    };
  if (!match) return { status: 404, code: 'unknown_operation' };
  if (!operation)
    return {
      status: 405,
      code: 'method_not_allowed',
      extra: { Allow: [...match.node.methods.keys()].join(', ') },
    };
  if (token === 'weak')
    return {
      status: 403,
      code: 'insufficient_scope',
      extra: { 'WWW-Authenticate': 'Bearer realm="payments", error="insufficient_scope"' },
    };
  return { status: 200, operation: operation.name, app: 'app' };
}

function answer(request: IncomingMessage, response: ServerResponse) {
  const url = request.url ?? '';
  const header = (name: string) => String(request.headers[name] ?? '');
  const { dialect, verdict } = url.startsWith('/gate/nginx/payments')
    ? {
        dialect: 'nginx' as const,
        verdict: decide(request, header('x-original-method'), header('x-original-uri'), 'nginx'),
      }
    : url.startsWith('/gate/forward/payments')
      ? {
          dialect: 'forward' as const,
          verdict: decide(
            request,
            header('x-forwarded-method'),
            header('x-forwarded-uri'),
            'forward',
          ),
        }
      : {
          dialect: 'envoy' as const,
          verdict: decide(
            request,
            request.method ?? '',
            url.replace('/gate/envoy/payments', ''),
            'envoy',
          ),
        };
  const { status, code, operation, app, extra = {} } = verdict;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Gatehouse-Request-Id', 'req-1');
  if (status === 200) {
    response.setHeader('Gatehouse-Decision', 'allow');
    for (const name of NAMES.filter((n) => n !== 'Request-Id'))
      response.setHeader(`Gatehouse-${name}`, '-');
    response.setHeader('Gatehouse-Operation', operation ?? '-');
    response.setHeader('Gatehouse-App', app ?? '-');
    return response.end();
  }
  const body = JSON.stringify({ type: 'about:blank', title: 'No', status, code, detail: 'No.' });
  response.setHeader('Gatehouse-Decision', 'refuse');
  response.setHeader('Gatehouse-Code', code ?? '');
  for (const [name, value] of Object.entries(extra))
    if (dialect !== 'nginx' || name !== 'WWW-Authenticate' || status === 401)
      response.setHeader(name, value);
  response.setHeader('Content-Type', 'application/problem+json');
  if (dialect === 'nginx') {
    response.setHeader('Gatehouse-Status', String(status));
    if (extra['WWW-Authenticate'])
      response.setHeader('Gatehouse-Challenge', extra['WWW-Authenticate']);
    response.setHeader('Gatehouse-Problem', body);
    response.statusCode = status === 401 ? 401 : 403;
    return response.end();
  }
  response.statusCode = status;
  return response.end(body);
}

export async function stub(port: number): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
