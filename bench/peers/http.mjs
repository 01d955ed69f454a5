import { createServer } from 'node:http';
import { parse } from 'node:querystring';

/** Starts a bare HTTP server at the port that the benchmark chose. */
export function serve(handle) {
  createServer((request, response) => {
    handle(request, response).catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      response.destroy();
    });
  }).listen(Number(process.env.PORT), '127.0.0.1');
}

/** The body of a request: a form, or JSON. Listens to events, which costs less than `for await`. */
export function bodyOf(request) {
  const isJson = request.headers['content-type'] === 'application/json';
  return new Promise((resume, fail) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => resume(isJson ? JSON.parse(text) : parse(text)));
    request.on('error', fail);
  });
}

/** Answers with JSON. */
export function answer(response, status, body, headers = {}) {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Name and secret of the Basic scheme (RFC 6749 section 2.3.1). */
export function basicOf(request) {
  const text = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)].map(decodeURIComponent);
}
