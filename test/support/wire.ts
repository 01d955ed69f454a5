import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** One answer, read to its end. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The JSON body, or an empty object. */
  body: any;
  text: string;
}

/** What a request carries; at most one of `body`, `form`, `raw`. */
export interface Message {
  /** A bearer token. */
  token?: string;
  /** Name and secret for the Basic scheme, sent as they are. */
  basic?: [string, string];
  /** Sent as JSON. */
  body?: unknown;
  form?: Record<string, string>;
  /** The body as it goes over the wire. */
  raw?: string | Buffer;
  headers?: Record<string, string | string[]>;
}

/** A plain HTTP client that adds nothing of its own and follows nothing. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: false });

  constructor(readonly url: string) {}

  get = (path: string, message?: Message) => this.send('GET', path, message);
  post = (path: string, message?: Message) => this.send('POST', path, message);
  put = (path: string, message?: Message) => this.send('PUT', path, message);
  delete = (path: string, message?: Message) => this.send('DELETE', path, message);

  send(method: string, path: string, message: Message = {}): Promise<Answer> {
    const { body, type } = bodyOf(message);
    const headers = {
      ...(type && { 'content-type': type }),
      ...(message.token !== undefined && { authorization: `Bearer ${message.token}` }),
      ...(message.basic && { authorization: basicHeader(...message.basic) }),
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      ...message.headers,
    };
    return new Promise((resolve, reject) => {
      const sent = request(this.url + path, { method, headers, agent: this.agent }, (received) => {
        const chunks: Buffer[] = [];
        received.on('data', (chunk: Buffer) => chunks.push(chunk));
        received.once('error', reject);
        received.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: received.statusCode ?? 0,
            headers: received.headers,
            body: parsed(text),
            text,
          });
        });
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }
}

/** `Basic` with name and secret as they are (RFC 7617). */
export function basicHeader(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}

/** The claims of a JWT, unverified. */
export function claimsOf(token: string): Record<string, any> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

function bodyOf({ body, form, raw }: Message): { body?: string | Buffer; type?: string } {
  if (body !== undefined) return { body: JSON.stringify(body), type: 'application/json' };
  if (form)
    return {
      body: new URLSearchParams(form).toString(),
      type: 'application/x-www-form-urlencoded',
    };
  return { body: raw };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
