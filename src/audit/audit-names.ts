import { Injectable } from '@nestjs/common';
import type { AuditEntry } from './audit-entry.entity.js';

/** What is found of these ids: each with its name. One query for all of them. */
type FindNames = (ids: string[]) => Promise<Map<string, string>>;

/** The ids of what is called like this; some of them, when there are many. */
type FindIds = (text: string) => Promise<string[]>;

/** An entry's names as they are now; where somebody or something is gone, the id. */
export interface EntryNames {
  actor: string | null;
  appName: string | null;
  subjectName: string | null;
  /** By id: of the ids in the detail, those that have a name. */
  names: Record<string, string>;
}

/**
 * Finds the names behind the ids of the log. The log keeps ids alone, so that a new name counts for old
 * entries too; the modules that own the names look them up, a page at a time.
 */
@Injectable()
export class AuditNames {
  private readonly finders = new Map<string, FindNames>();
  private readonly searches = new Map<string, FindIds>();

  /** Registers who knows the names of a kind: `user`, `app`, `role`; the word before a subject's id. */
  of(kind: string, find: FindNames, search?: FindIds): void {
    this.finders.set(kind, find);
    if (search) this.searches.set(kind, search);
  }

  /** The ids of a kind that are called like this; none where nobody can search it. */
  async idsOf(kind: string, text: string): Promise<string[]> {
    return (await this.searches.get(kind)?.(text)) ?? [];
  }

  /** What one of a kind is called now; nothing when it is gone. */
  async nameOf(kind: string, id: string): Promise<string | undefined> {
    return (await this.finders.get(kind)?.([id]))?.get(id);
  }

  /** How to name any of these entries; what a name is missing for keeps its id. */
  async namesFor(entries: AuditEntry[]): Promise<(entry: AuditEntry) => EntryNames> {
    const wanted = entries.flatMap(referencesOf);
    const kinds = [...new Set(wanted.map(({ kind }) => kind))];
    const found = await Promise.all(kinds.map((kind) => this.find(kind, wanted)));
    const names = new Map(kinds.map((kind, index) => [kind, found[index]]));
    const nameOf = ({ kind, id }: Reference) => names.get(kind)?.get(id) ?? id;
    return ({ userId, appKey, subject, detail }) => {
      const appName = appKey === null ? null : nameOf({ kind: 'appKey', id: appKey });
      const actor = userId === null ? appName : nameOf({ kind: 'user', id: userId });
      const subjectName = subject === null ? null : nameOf(split(subject));
      const named = mentionedIn(detail).map((each) => [
        each.id,
        names.get(each.kind)?.get(each.id),
      ]);
      const known = named.filter((pair): pair is [string, string] => pair[1] !== undefined);
      return { actor, appName, subjectName, names: Object.fromEntries(known) };
    };
  }

  private async find(kind: string, wanted: Reference[]): Promise<Map<string, string>> {
    const ids = wanted.filter((each) => each.kind === kind).map(({ id }) => id);
    return (await this.finders.get(kind)?.([...new Set(ids)])) ?? new Map<string, string>();
  }
}

interface Reference {
  kind: string;
  id: string;
}

/** Members of a detail that hold an id, and of what. */
const MENTIONS: Record<string, string> = {
  userId: 'user',
  ownerId: 'user',
  roleId: 'role',
  accountId: 'account',
  appId: 'app',
  clientId: 'appKey',
};

function mentionedIn({ before, after, ...detail }: AuditEntry['detail']): Reference[] {
  const all = [detail, before, after].flatMap((each) => Object.entries(each ?? {}));
  return all.flatMap(([name, id]: [string, unknown]) => {
    const kind = MENTIONS[name];
    return kind !== undefined && typeof id === 'string' ? [{ kind, id }] : [];
  });
}

function referencesOf({ userId, appKey, subject, detail }: AuditEntry): Reference[] {
  return [
    ...(userId === null ? [] : [{ kind: 'user', id: userId }]),
    ...(appKey === null ? [] : [{ kind: 'appKey', id: appKey }]),
    ...(subject === null ? [] : [split(subject)]),
    ...mentionedIn(detail),
  ];
}

/** `role:rol_…` in its two halves. */
function split(subject: string): Reference {
  const colon = subject.indexOf(':');
  return { kind: subject.slice(0, Math.max(0, colon)), id: subject.slice(colon + 1) };
}
