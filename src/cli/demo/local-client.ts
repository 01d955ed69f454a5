import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What a request carries; at most one of `body` and `form`. */
export interface LocalRequest {
  /** A bearer token. */
  token?: string;
  /** Name and secret for the Basic scheme. */
  basic?: [string, string];
  /** Sent as JSON. */
  body?: object;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

export interface LocalAnswer<T> {
  headers: Record<string, string | string[] | number | undefined>;
  body: T;
}

/** Sends requests to the application in this process, as a client on the network would. */
export class LocalClient {
  constructor(private readonly app: NestFastifyApplication) {}

  /**
   * @param status what the answer must have
   * @throws Error when it is another one
   */
  async send<T = unknown>(
    status: number,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    request: LocalRequest = {},
  ): Promise<LocalAnswer<T>> {
    const { token, basic, body, form, headers } = request;
    const answer = await this.app.inject({
      method,
      url,
      headers: {
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(basic && { authorization: `Basic ${encoded(basic)}` }),
        ...headers,
      },
      payload: form ? new URLSearchParams(form).toString() : body,
    });
    if (answer.statusCode !== status)
      throw new Error(
        `${method} ${url} answered ${answer.statusCode}, not ${status}: ${answer.body}`,
      );
    const isJson = String(answer.headers['content-type']).includes('json');
    return { headers: answer.headers, body: (isJson ? answer.json() : {}) as T };
  }
}

function encoded([name, secret]: [string, string]): string {
  return Buffer.from(`${name}:${secret}`).toString('base64');
}
