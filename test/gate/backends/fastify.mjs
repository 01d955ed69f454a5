import fastify from 'fastify';

const app = fastify({ forceCloseConnections: true });
// A body says nothing about the operation.
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', (_request, _payload, done) => done(null));
const route = (method, url, name) =>
  app.route({ method, url, handler: (request, reply) => answer(request, reply, name) });

route('GET', '/v1/charges', 'charges.list');
route('POST', '/v1/charges', 'charges.create');
route('GET', '/v1/charges/summary', 'charges.summary');
route('GET', '/v1/charges/:id', 'charges.read');
route('DELETE', '/v1/charges/:id', 'charges.end');
route('GET', '/v1/charges/:id/refunds', 'refunds.list');
route('POST', '/v1/charges/:id/refunds', 'refunds.create');
route('GET', '/v1/users/admin', 'users.admin');
route('GET', '/v1/users/:id', 'users.read');
route('GET', '/v1/files/:path', 'files.read');
route('GET', '/v1/health', 'health');
route('GET', '/v1/echo', 'echo');
app.setNotFoundHandler((request, reply) => answer(request, reply, null));

function answer({ raw }, reply, operation) {
  const headers = raw.rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, raw.rawHeaders[at + 1]]] : [],
  );
  const line = JSON.stringify({ operation, method: raw.method, target: raw.url, headers });
  process.stdout.write(`${line}\n`);
  reply
    .code(operation ? 200 : 404)
    .type('application/json')
    .send(line);
}

await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
