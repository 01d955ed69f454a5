import { createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../support/testbed.js';

/** A program that gives everybody the same bytes, whatever they ask: not Gatehouse, or a part of its answer. */
export class FixedAnswers {
  private readonly sockets = new Set<Socket>();

  private constructor(
    readonly host: string,
    private readonly server: Server,
  ) {}

  /** @param bytes the answer; without any, it listens and says nothing */
  static async start(bytes?: string): Promise<FixedAnswers> {
    const port = await freePort();
    const server = createServer();
    const fixed = new FixedAnswers(`127.0.0.1:${port}`, server);
    server.on('connection', (socket) => {
      fixed.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => bytes !== undefined && socket.end(bytes));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return fixed;
  }

  stop(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

/** An HTTP answer as bytes. */
export function httpAnswer(status: string, headers: Record<string, string>, body = ''): string {
  const all = { ...headers, 'Content-Length': String(body.length), Connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
