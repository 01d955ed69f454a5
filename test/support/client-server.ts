import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { join } from 'node:path';
import { fetchDocument } from '../../src/auth/clients/document-fetcher.js';

const certificate = (end: string) =>
  readFileSync(join(__dirname, `certificates/client.example.${end}`), 'utf8');

/** The client's own server: the one certificate it has is for client.example. */
export class ClientServer {
  served = 0;
  answer: RequestListener = (_, reply) => reply.end();
  private readonly server: Server;

  constructor() {
    const listen: RequestListener = (request, reply) => {
      this.served += 1;
      this.answer(request, reply);
    };
    this.server = createServer({ cert: certificate('crt'), key: certificate('key') }, listen);
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }

  json(document: unknown, headers: Record<string, string> = {}): void {
    this.answer = (_, reply) =>
      reply
        .writeHead(200, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(document));
  }

  /** Fetches as the server does, but finds client.example here. */
  fetch = (url: string) => {
    const there = new URL(url);
    there.port = String((this.server.address() as AddressInfo).port);
    const lookup: LookupFunction = (_, options, callback) => {
      const found = [{ address: '127.0.0.1', family: 4 }];
      if (options.all) callback(null, found);
      else callback(null, '127.0.0.1', 4);
    };
    return fetchDocument(there.href, { lookup, ca: certificate('crt') });
  };
}
