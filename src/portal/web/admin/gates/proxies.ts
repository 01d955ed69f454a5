import caddyfile from '../../../../../examples/caddy/Caddyfile?raw';
import envoy from '../../../../../examples/envoy/envoy.yaml?raw';
import gateLua from '../../../../../examples/haproxy/gate.lua?raw';
import haproxy from '../../../../../examples/haproxy/haproxy.cfg?raw';
import nginx from '../../../../../examples/nginx/nginx.conf?raw';
import traefikDynamic from '../../../../../examples/traefik/dynamic.yml?raw';
import traefik from '../../../../../examples/traefik/traefik.yml?raw';
import type { Gate } from '../../api/types';
import {
  fillConfiguration,
  placesOf,
  type ProxyName,
  type Surroundings,
} from './fill-configuration';

export type Dialect = Gate['dialect'];

interface Proxy {
  title: string;
  dialect: Dialect;
  /** The files of `examples`, as the tests run them. */
  files: Record<string, string>;
  run: (gateKey: string) => string;
  /** Whether no test starts the program itself. */
  untested?: boolean;
}

const PROXIES: Record<ProxyName, Proxy> = {
  nginx: {
    title: 'nginx',
    dialect: 'nginx',
    files: { 'nginx.conf': nginx },
    run: () => 'sudo nginx -c "$PWD/nginx.conf"',
  },
  caddy: {
    title: 'Caddy',
    dialect: 'forward',
    files: { Caddyfile: caddyfile },
    run: (gateKey) => `GATE_KEY=${gateKey} caddy run`,
  },
  haproxy: {
    title: 'HAProxy',
    dialect: 'forward',
    files: { 'haproxy.cfg': haproxy, 'gate.lua': gateLua },
    run: () => 'haproxy -f haproxy.cfg',
  },
  traefik: {
    title: 'Traefik',
    dialect: 'forward',
    files: { 'dynamic.yml': traefikDynamic, 'traefik.yml': traefik },
    run: () => 'traefik --configFile=traefik.yml',
    untested: true,
  },
  envoy: {
    title: 'Envoy',
    dialect: 'envoy',
    files: { 'envoy.yaml': envoy },
    run: () => 'envoy -c envoy.yaml',
    untested: true,
  },
};

/** The proxies that ask in a dialect. */
export function proxiesOf(dialect: Dialect): { name: ProxyName; title: string }[] {
  const names = Object.keys(PROXIES) as ProxyName[];
  return names
    .filter((name) => PROXIES[name].dialect === dialect)
    .map((name) => ({ name, title: PROXIES[name].title }));
}

/** The files of a proxy, ready to be used, and the command that starts it. */
export function configurationOf(name: ProxyName, surroundings: Surroundings) {
  const { files, run, untested = false } = PROXIES[name];
  return {
    files: Object.entries(files).map(([file, text]) => ({
      file,
      text: fillConfiguration(text, placesOf(name, file), surroundings),
    })),
    run: run(surroundings.gateKey ?? 'gate_gte_…'),
    untested,
  };
}

/** The question of a program of one's own. */
export function jsonQuestion({ gatehouse, api, gateKey = 'gate_gte_…' }: Surroundings): string {
  return [
    `curl -i http://${gatehouse}/gate/json/${api} \\`,
    `  -H 'Gatehouse-Gate: ${gateKey}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"method":"GET","target":"/","headers":{"authorization":"Bearer …"}}'`,
  ].join('\n');
}
