import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/** The bytes of a request, made once so that sending it costs nothing. */
export function encoded({ method = 'GET', path, headers = {}, body = '' }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = method === 'GET' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: bench\r\n${lines.join('')}${length}\r\n${body}`,
  );
}

/**
 * Sends requests over kept-alive connections, each one after the answer to the one before. Raw
 * sockets: an HTTP client would use more of the machine than the fast servers do.
 * @param plan `next` gives the bytes of a request, or nothing at the end; `answered` gets the body
 * @param until how long, in seconds, or how many requests; with a `rate`, in requests per second, each has
 *   its time, and one that waits for the answer before it is late from then on
 */
export async function load(
  server,
  plan,
  { connections, seconds = Infinity, requests = Infinity, rate },
) {
  const began = performance.now();
  const run = { plan, deadline: began + seconds * 1000, left: requests, latencies: [] };
  const everyMs = rate && (connections * 1000) / rate;
  const one = (_, index) => {
    const pace = rate && { dueAt: began + (index * 1000) / rate, everyMs };
    return connection(server.port, run, pace);
  };
  await Promise.all(Array.from({ length: connections }, one));
  const latencies = Float64Array.from(run.latencies).sort();
  const at = (share) => latencies[Math.floor(latencies.length * share)] ?? NaN;
  return {
    count: latencies.length,
    seconds: (performance.now() - began) / 1000,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

function connection(port, run, pace) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    let sentAt = 0;
    const send = () => {
      const now = performance.now();
      const request = run.left > 0 && now < run.deadline ? run.plan.next() : undefined;
      if (!request) return socket.end();
      run.left -= 1;
      sentAt = now;
      socket.write(request);
    };
    /** A timer that comes late is not the server's fault; an answer that does is. */
    const sendInTime = () => {
      if (!pace) return send();
      const { dueAt } = pace;
      pace.dueAt += pace.everyMs;
      const wait = dueAt - performance.now();
      if (wait > 0) return void setTimeout(send, wait);
      send();
      if (sentAt > 0) sentAt = dueAt;
    };
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('connect', sendInTime);
    socket.on('error', reject);
    socket.on('close', () => {
      if (sentAt > 0) reject(new Error('The server closed a connection.'));
      else resolve();
    });
    socket.on('data', (chunk) => {
      received += chunk;
      const answer = completeAnswer(received);
      if (!answer) return;
      received = '';
      run.latencies.push(performance.now() - sentAt);
      sentAt = 0;
      const status = run.plan.status ?? 200;
      if (answer.status !== status) {
        const said = `It answered ${answer.status}, not ${status}: ${answer.body}`;
        return socket.destroy(new Error(said));
      }
      run.plan.answered?.(answer.body);
      sendInTime();
    });
  });
}

/** One answer with a length, as all servers here give; nothing as long as a part is missing. */
function completeAnswer(text) {
  const end = text.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const length = /content-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without a length:\n${head}`);
  const body = text.slice(end + END_OF_HEAD.length);
  if (body.length < Number(length)) return undefined;
  return { status: Number(head.slice(9, 12)), body };
}
