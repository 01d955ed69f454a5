import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GateEndpoint } from '../gate/gate.endpoint.js';
import type { NestLogger } from '../logger.js';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Puts the gate before the router, which would decode its paths, refuse methods and read bodies. Each
 * answer has its log line, as every other one.
 */
export function serveGate(app: NestFastifyApplication, { pino }: NestLogger): void {
  const gate = app.get(GateEndpoint);
  const server = app.getHttpServer() as unknown as Server;
  const routed = server.listeners('request') as Listener[];
  server.removeAllListeners('request');
  const listen: Listener = (request, response) => {
    if (gate.serve(request, response)) return;
    for (const listener of routed) listener(request, response);
  };
  server.on('request', listen);
  // Without a listener Node refuses an `Expect` that it does not know; the gate ignores it.
  server.on('checkExpectation', listen);
  gate.onAnswer((answered) => {
    if (pino.isLevelEnabled('info')) pino.info(answered);
  });
}
