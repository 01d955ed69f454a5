/** @database sqlite */
import fc from 'fast-check';
import { operationsOf } from '../../src/apis/document/operations-of.js';
import { readDocument } from '../../src/apis/document/read-document.js';
import { opens } from '../../src/apis/imports/consequences.js';
import { differenceOf } from '../../src/apis/imports/difference.js';
import type { KeptOperation } from '../../src/apis/imports/steps.js';

const target = { name: 'shop', basePath: '/' };

const METHODS = ['get', 'post', 'delete'];
const id = fc.constantFrom('a', 'a.b', 'a.c', 'b', 'c.d', 'c.e', 'e', undefined);
const operation = fc.record({
  operationId: id,
  tags: fc.constantFrom(undefined, ['one'], ['two']),
  security: fc.constantFrom(undefined, [], [{ key: [] }]),
});
const item = fc.dictionary(fc.constantFrom(...METHODS), operation, { minKeys: 1, maxKeys: 2 });
const paths = fc.dictionary(
  fc.constantFrom('/a', '/a/{x}', '/a/{y}', '/b', '/b/{x}/c', '/d'),
  item,
  { maxKeys: 5 },
);
const document = fc.record({ paths, security: fc.constantFrom(undefined, []) });

function read(wanted: object) {
  const { document: found, faults } = readDocument(
    JSON.stringify({ openapi: '3.1.0', ...wanted }),
    'json',
  );
  if (!found) throw new Error(JSON.stringify(faults));
  return operationsOf(found, target);
}

/** What would be stored; nothing when the document has faults, as the import does. */
function imported(stored: KeptOperation[], wanted: object) {
  const { operations, faults } = read(wanted);
  const difference = differenceOf(stored, operations);
  if (faults.length + difference.faults.length > 0) return undefined;
  return { ...difference, after: difference.steps.flatMap(({ after }) => after ?? []) };
}

/** Opens some, and asks for another scope at others, as an administrator might. */
function decided(operations: KeptOperation[], choices: number[]): KeptOperation[] {
  return operations.map((each, index) => {
    const choice = choices[index % Math.max(choices.length, 1)] ?? 0;
    if (choice === 1) return { ...each, public: true, reason: `Because of ${each.name}.` };
    return choice === 2 ? { ...each, scopes: ['tasks'] } : each;
  });
}

const place = ({ method, path }: KeptOperation) => `${method} ${path}`;
const histories = fc.tuple(
  fc.array(document, { minLength: 2, maxLength: 5 }),
  fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }),
);

/** Walks a history of imports with decisions between them, and looks at each step. */
function walk(
  [documents, choices]: [object[], number[]],
  look: (before: KeptOperation[], found: NonNullable<ReturnType<typeof imported>>) => void,
): void {
  let stored: KeptOperation[] = [];
  for (const each of documents) {
    const found = imported(stored, each);
    if (!found) continue;
    look(stored, found);
    stored = decided(found.after, choices);
  }
}

describe('whatever is imported after whatever', () => {
  it('nothing is open that nobody opened, at the very place where they opened it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        walk(history, (before, { after }) => {
          const opened = new Set(before.filter((each) => each.public).map(place));
          for (const each of after) if (each.public) expect(opened).toContain(place(each));
        });
      }),
      { numRuns: 400 },
    );
  });

  it('decisions survive, as long as the operation is there and where it was', () => {
    fc.assert(
      fc.property(histories, (history) => {
        walk(history, (_, { steps }) => {
          for (const { before, after } of steps) {
            if (!before || !after) continue;
            expect(after.scopes).toEqual(before.scopes);
            if (place(before) !== place(after)) continue;
            expect([after.public, after.reason]).toEqual([before.public, before.reason]);
          }
        });
      }),
      { numRuns: 400 },
    );
  });

  it('no scope opens an operation that neither is nor was called so, or below it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        walk(history, (_, { after }) => {
          for (const holder of after)
            for (const name of [holder.name, ...holder.aliases])
              for (const other of after.filter((each) => each !== holder))
                expect(opens([name], [[other.name, ...other.aliases]])).toBe(false);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('each operation is told once: added, removed, or there before and after', () => {
    fc.assert(
      fc.property(histories, (history) => {
        walk(history, (before, { after, added, removed, renamed }) => {
          const names = (list: { name: string }[]) => list.map(({ name }) => name);
          expect(new Set(names(after)).size).toBe(after.length);
          const kept = names(before).filter((name) => !names(removed).includes(name));
          const to = new Map(renamed.map((each) => [each.from, each.to]));
          const there = [...kept.map((name) => to.get(name) ?? name), ...names(added)];
          expect(there.sort()).toEqual(names(after).sort());
        });
      }),
      { numRuns: 400 },
    );
  });

  it('the same document again changes nothing', () => {
    fc.assert(
      fc.property(document, fc.array(fc.nat(3), { minLength: 1 }), (wanted, choices) => {
        const first = imported([], wanted);
        if (!first) return;
        const stored = decided(first.after, choices);
        expect(imported(stored, wanted)).toMatchObject({
          added: [],
          renamed: [],
          changed: [],
          removed: [],
          after: stored,
        });
      }),
      { numRuns: 400 },
    );
  });
});
