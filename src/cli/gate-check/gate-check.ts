import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApisQuery } from '../../apis/apis.query.js';
import { GatesQuery } from '../../gate/gates/gates.query.js';
import type { CommandContext } from '../context.js';
import type { Examined } from './attack.js';
import { examine, NoExam, type Place, type Result } from './exam.js';

const OPTIONS = ['url', 'gate', 'direct'];
const CODE = { passed: 0, through: 1, notHeld: 2 };
const AWAY = 'a proxy that opens while Gatehouse is away; stop Gatehouse for a moment, and call';
const NO_ECHO = 'forged headers; there is no public operation with x-gatehouse-echo';

/**
 * Attacks the provider's own proxy from the outside, and says what became of each attack. Answers 0
 * when nothing got through, 1 when something did, 2 when the exam could not be held.
 */
export async function gateCheck({ app, options, print }: CommandContext): Promise<number> {
  try {
    const place = placeOf(options);
    const codes: number[] = [];
    for (const api of await examined(app, String(options.gate), place.url))
      codes.push(await held(api, place, print));
    print(`- not tried: ${AWAY}`);
    return codes.includes(CODE.through) ? CODE.through : Math.max(...codes);
  } catch (error) {
    print(reasonOf(error));
    return CODE.notHeld;
  }
}

/** The exam of one API; others may still be held when it cannot be. */
async function held(api: Examined, place: Place, print: (line: string) => void): Promise<number> {
  try {
    const results = await examine(api, place);
    for (const result of results) print(lineOf(api, result));
    if (!api.operations.some((operation) => operation.echo && operation.public))
      print(`- not tried: ${api.name}, ${NO_ECHO}`);
    return results.some(({ outcome }) => outcome === 'got through') ? CODE.through : CODE.passed;
  } catch (error) {
    print(reasonOf(error));
    return CODE.notHeld;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NoExam) return error.reason;
  return `The exam broke off: ${error instanceof Error ? error.message : String(error)}`;
}

function lineOf({ name }: Examined, { outcome, title, detail }: Result): string {
  const sign = outcome === 'got through' ? '✗' : '✓';
  return `${sign} ${outcome}: ${name}, ${title}${detail ? `: ${detail}` : ''}`;
}

/** @throws NoExam */
function placeOf(options: CommandContext['options']): Place {
  const wrong = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (wrong !== undefined) throw new NoExam(`There is no option --${wrong}.`);
  const url = addressOf('url', options.url);
  if (!url) throw new NoExam('--url is missing: the address of the proxy.');
  if (typeof options.gate !== 'string' || options.gate === '')
    throw new NoExam('--gate is missing: the name of the gate.');
  return { url, direct: addressOf('direct', options.direct) };
}

/** @throws NoExam */
function addressOf(name: string, value: unknown): URL | undefined {
  if (value === undefined) return undefined;
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new NoExam(`--${name} is no http:// or https:// address.`);
}

/** The APIs behind a gate: those of this host, if any is; otherwise it is a test of them all. @throws NoExam */
async function examined(app: NestFastifyApplication, name: string, url: URL): Promise<Examined[]> {
  const { entry } = await app.get(GatesQuery).list({ search: name, startIndex: 0, count: 100 });
  const gate = entry.find((each) => each.name === name);
  if (!gate) throw new NoExam(`There is no gate ${name}.`);
  const found = gate.apis.map((each) => app.get(ApisQuery).whole(each));
  const all = (await Promise.all(found)).filter((whole) => whole !== undefined);
  const here = all.filter(({ api }) => new URL(api.publicUrl).host === url.host);
  const apis = here.length > 0 ? here : all;
  if (apis.length === 0) throw new NoExam(`The gate ${name} has no API.`);
  for (const { api } of apis)
    if (api.observeUntil && api.observeUntil.getTime() > Date.now())
      throw new NoExam(
        `${api.name} is only observed until ${api.observeUntil.toISOString()}: nothing is refused.`,
      );
  return apis.map(({ api, operations }) => ({
    name: api.name,
    basePath: api.basePath === '/' ? '' : api.basePath,
    operations,
  }));
}
