/** What stands in a configuration that is made for one gate and one API. */
export interface Surroundings {
  /** The name of the API. */
  api: string;
  /** The header that carries its API keys. */
  keyHeader: string;
  /** Unset when it is not known any more: its place stays as it is. */
  gateKey?: string;
  /** Host and port of Gatehouse, as the proxy reaches it. */
  gatehouse: string;
  /** Host and port of the API. */
  upstream: string;
}

/** Each file of `examples`, by proxy and name, with what is replaced in it. */
export const FILES = {
  nginx: { 'nginx.conf': [...common('nginx'), ...addresses('127.0.0.1:'), key(), header()] },
  caddy: { Caddyfile: [...common('forward'), ...addresses('127.0.0.1:'), header()] },
  haproxy: {
    'haproxy.cfg': [...common('forward'), ...addresses('127.0.0.1:'), key(), header()],
    'gate.lua': [],
  },
  traefik: {
    'dynamic.yml': [question('forward'), ...addresses('127.0.0.1:'), key(), header()],
    'traefik.yml': headings(),
  },
  envoy: {
    'envoy.yaml': [
      ...common('envoy'),
      gatehouseAt('127.0.0.1:3000'),
      ...addresses('address: 127.0.0.1, port_value: ', socketAddress),
      key(),
      { find: 'x-api-key', by: ({ keyHeader }: Surroundings) => keyHeader.toLowerCase() },
    ],
  },
} satisfies Record<string, Record<string, Place[]>>;

export type ProxyName = keyof typeof FILES;

/** The places of one file of `examples`. */
export function placesOf(proxy: ProxyName, file: string): Place[] {
  return (FILES[proxy] as Record<string, Place[]>)[file] ?? [];
}

/** Something in an example that is replaced wherever it stands. */
export interface Place {
  find: string;
  by: (surroundings: Surroundings) => string;
}

/** Puts everything in its place in one go: what was put in is not looked at again. */
export function fillConfiguration(
  text: string,
  places: readonly Place[],
  surroundings: Surroundings,
): string {
  if (places.length === 0) return text;
  const found = places.map(({ find }) => find.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.replace(new RegExp(found.join('|'), 'g'), (word) => {
    const place = places.find(({ find }) => find === word);
    return place ? place.by(surroundings) : word;
  });
}

function common(dialect: string): Place[] {
  return [...headings(), question(dialect)];
}

/** The first line of each example says which port is whose. */
function headings(): Place[] {
  return [
    { find: 'Gatehouse (port 3000)', by: ({ gatehouse }) => `Gatehouse (${gatehouse})` },
    { find: 'the API (port 8080)', by: ({ upstream }) => `the API (${upstream})` },
  ];
}

function question(dialect: string): Place {
  return { find: `/gate/${dialect}/payments`, by: ({ api }) => `/gate/${dialect}/${api}` };
}

function addresses(before: string, spell = (address: string) => address): Place[] {
  return [
    { find: `${before}3000`, by: ({ gatehouse }) => spell(gatehouse) },
    { find: `${before}8080`, by: ({ upstream }) => spell(upstream) },
  ];
}

function gatehouseAt(find: string): Place {
  return { find, by: ({ gatehouse }) => gatehouse };
}

/** As Envoy writes an address. */
function socketAddress(address: string): string {
  const [, host = address, port = '80'] = /^(.*):(\d+)$/.exec(address) ?? [];
  return `address: ${host.replace(/^\[|\]$/g, '')}, port_value: ${port}`;
}

function key(): Place {
  return { find: 'gate_gte_…', by: ({ gateKey }) => gateKey ?? 'gate_gte_…' };
}

function header(): Place {
  return { find: 'X-Api-Key', by: ({ keyHeader }) => keyHeader };
}
