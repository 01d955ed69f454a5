import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { GateEndpoint } from '../gate/gate.endpoint.js';
import { KnownPaths } from '../operations/known-paths.js';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What one answer is counted in. */
interface Series {
  requests: Histogram.Internal<'method' | 'route' | 'status'>;
  protocol?: Counter.Internal;
}

/** Counts requests for Prometheus: by route, never by path, so that the number of series is bounded. */
@Injectable()
export class Metrics implements OnModuleInit {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'gatehouse_http_request_seconds',
    help: 'Requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5],
    registers: [this.registry],
  });
  private readonly protocol = new Counter({
    name: 'gatehouse_protocol_answers_total',
    help: 'Answers of the OAuth endpoints.',
    labelNames: ['route', 'status'],
    registers: [this.registry],
  });

  private readonly series = new Map<string, Series>();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly paths: KnownPaths,
    private readonly gate: GateEndpoint,
  ) {}

  onModuleInit(): void {
    collectDefaultMetrics({ register: this.registry });
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onResponse', (request, reply, done) => {
      const { url: route = '(none)' } = request.routeOptions;
      const series = this.seriesOf(request.method, route, String(reply.statusCode));
      series.requests.observe(reply.elapsedTime / 1000);
      series.protocol?.inc();
      done();
    });
    this.gate.onAnswer(({ method, route, status, ms }) =>
      this.seriesOf(method, route, String(status)).requests.observe(ms / 1000),
    );
  }

  /** The series of these labels: to hash them costs more than to count. */
  private seriesOf(method: string, route: string, status: string): Series {
    const name = `${method} ${status} ${route}`;
    const known = this.series.get(name);
    if (known) return known;
    const series = {
      requests: this.requests.labels({ method, route, status }),
      protocol: this.paths.factsOf(route).protocol
        ? this.protocol.labels({ route, status })
        : undefined,
    };
    this.series.set(name, series);
    return series;
  }

  /** The text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
