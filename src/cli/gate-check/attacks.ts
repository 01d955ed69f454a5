import { buildPathTree, matchPath, segmentsOf } from '../../apis/path-tree.js';
import {
  anonymous,
  type Attack,
  escaped,
  type Examined,
  MARK,
  requestOf,
  sample,
  unknownPath,
} from './attack.js';
import { forgeries } from './forgeries.js';
import { lies, sourcesOf } from './sources.js';
import type { Sent } from './send.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Endings for which proxies often have places of their own. */
const ENDINGS = ['', '.css', '.js', '.png', '.html', '.php', '.json', '/'];

/**
 * Everything that is tried on an API through the proxy.
 * @param before how many segments every request has in front, by the address of the proxy
 */
export function attacksOn(api: Examined, before: number): Attack[] {
  const open = api.operations.filter((operation) => operation.public);
  const closed = api.operations.filter((operation) => !operation.public);
  const readable = open.find(({ method }) => method === 'GET');
  const isClosed = closedIn(api);
  return [
    anonymous('operations without a credential', closed.map(requestOf)),
    anonymous(
      'public operations with a credential in the query',
      open.map((operation) => ({
        method: operation.method,
        target: `${sample(operation)}?access_token=x`,
      })),
    ),
    anonymous('other paths', outside(api).filter(isClosed)),
    anonymous('every method on every path', otherMethods(api).filter(isClosed)),
    anonymous('other spellings of operations', spelledOtherwise(api).filter(isClosed)),
    ...sourcesOf(api, before),
    ...lies(api, readable),
    ...forgeries(open),
  ].filter(({ requests }) => requests.length > 0);
}

/** Tells which requests a stranger may not make; others prove nothing. */
function closedIn({ operations }: Examined): (request: Sent) => boolean {
  const { tree } = buildPathTree(operations);
  return ({ method, target }) => {
    const methods = matchPath(tree, segmentsOf(target))?.node.methods;
    const found = methods?.get(method) ?? (method === 'HEAD' ? methods?.get('GET') : undefined);
    return !found?.public;
  };
}

function outside(api: Examined): Sent[] {
  const places = [unknownPath(api), ...api.operations.map(sample).slice(0, 20)];
  const targets = places.flatMap((place) =>
    ENDINGS.map((ending) => place.replace(/\/$/, '') + ending),
  );
  const words = ['static', 'assets', 'public', 'internal', 'admin', 'health', 'metrics', 'docs'];
  const more = words.map((word) => `${api.basePath}/${word}/${MARK}`);
  return [...targets, ...more].map((target) => ({ method: 'GET', target }));
}

function otherMethods(api: Examined): Sent[] {
  const paths = [...new Set([unknownPath(api), ...api.operations.map(sample)])].slice(0, 40);
  return paths.flatMap((target) => METHODS.map((method) => ({ method, target })));
}

function spelledOtherwise(api: Examined): Sent[] {
  const some = [
    api.operations.find((each) => each.public),
    api.operations.find((each) => !each.public),
  ];
  return some.flatMap((operation) => {
    if (!operation) return [];
    const { method } = operation;
    const path = sample(operation);
    const [, parent = '', last = ''] = /^(.*)\/([^/]*)$/.exec(path) ?? [];
    const targets = [
      `${parent}//${last}`,
      `${parent}/./${last}`,
      `${parent}/${MARK}/../${last}`,
      `${parent}/${MARK}/%2e%2e/${last}`,
      `${parent}/${MARK}%2F..%2F${last}`,
      `${parent}%2F${last}`,
      `${parent}/${last};${MARK}`,
      `${parent}/${escaped(last)}`,
      `${parent}/${last}%00`,
      `${parent}/${last}%20`,
      `${parent}\\${last}`,
      `/${MARK}/..${path}`,
      `/${path}`,
      path.toUpperCase(),
    ];
    return targets.filter((target) => target !== path).map((target) => ({ method, target }));
  });
}
