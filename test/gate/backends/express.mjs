import express from 'express';
import { createServer } from 'node:http';

const app = express();
const route = (method, path, name) =>
  app[method](path, (request, response) => answer(request, response, name));

route('get', '/v1/charges', 'charges.list');
route('post', '/v1/charges', 'charges.create');
route('get', '/v1/charges/summary', 'charges.summary');
route('get', '/v1/charges/:id', 'charges.read');
route('delete', '/v1/charges/:id', 'charges.end');
route('get', '/v1/charges/:id/refunds', 'refunds.list');
route('post', '/v1/charges/:id/refunds', 'refunds.create');
route('get', '/v1/users/admin', 'users.admin');
route('get', '/v1/users/:id', 'users.read');
route('get', '/v1/files/:path', 'files.read');
route('get', '/v1/health', 'health');
route('get', '/v1/echo', 'echo');
app.use((request, response) => answer(request, response, null));

/** Tells what it understood, with the status that it is asked for. */
async function answer(request, response, operation) {
  const { method, rawHeaders, originalUrl: target } = request;
  let body = '';
  for await (const chunk of request) body += chunk;
  const headers = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1]]] : [],
  );
  const line = JSON.stringify({ operation, method, target, headers, body });
  process.stdout.write(`${line}\n`);
  const status = Number(request.query.status ?? (operation ? 200 : 404));
  if (status === 401) response.set('WWW-Authenticate', 'Own');
  response.status(status).type('json').send(line);
}

createServer(app).listen(Number(process.argv[2]), '127.0.0.1');
