import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** How the mail server behaves. */
export type Manner = 'takes' | 'is silent' | 'hangs up' | 'cuts in the middle' | 'knows nobody';

/** As much of an SMTP server (RFC 5321) as our mails need, with bad manners on demand. */
export class MailServer {
  manner: Manner = 'takes';
  /** How often somebody came. */
  visits = 0;
  readonly mails: string[] = [];
  private readonly server: Server = createServer((socket) => this.serve(socket));
  private readonly sockets = new Set<Socket>();

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private serve(socket: Socket): void {
    this.visits += 1;
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    if (this.manner === 'hangs up') return void socket.destroy();
    if (this.manner === 'is silent') return;
    let mail: string | undefined;
    let rest = '';
    socket.write('220 mail.test\r\n');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        if (mail === undefined) {
          const answer = this.answerTo(line);
          if (answer.startsWith('354')) mail = '';
          socket.write(`${answer}\r\n`);
        } else if (line === '.') {
          this.mails.push(mail);
          mail = undefined;
          socket.write('250 taken\r\n');
        } else if (this.manner === 'cuts in the middle') socket.destroy();
        else mail += `${line}\n`;
    });
  }

  private answerTo(line: string): string {
    if (/^DATA/i.test(line)) return '354 go on';
    if (/^QUIT/i.test(line)) return '221 bye';
    if (/^RCPT/i.test(line) && this.manner === 'knows nobody') return '550 no such person';
    return '250 fine';
  }
}
