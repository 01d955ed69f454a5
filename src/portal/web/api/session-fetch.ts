import { hasUnsaved } from '../ui/unsaved';
import { basePath } from '../base';

/** What a request may wait for: a proof of who the reader is, or a new session. */
export type WishKind = 'confirmation' | 'sign-in';

/** Somebody waits until the reader has given that, or does not want to. */
interface Wish {
  kind: WishKind;
  answer: Promise<boolean>;
  settle: (isGiven: boolean) => void;
}

let wish: Wish | undefined;
const listeners = new Set<() => void>();
/** How often each was given, so that an answer to an older request asks for nothing twice. */
const given: Record<WishKind, number> = { confirmation: 0, 'sign-in': 0 };

function set(next: Wish | undefined): void {
  wish = next;
  for (const listener of listeners) listener();
}

/** What a dialog shows: the open wish, if there is one. */
export const wishes = {
  current: () => wish,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Who reads, as the server said last; a session that ends is theirs to begin again. */
export const reader: { id?: string; mayAsk: boolean } = { mayAsk: false };

/** Asks the reader, one dialog at a time; requests of the same moment share it. */
async function ask(kind: WishKind): Promise<boolean> {
  while (wish && wish.kind !== kind) await wish.answer;
  if (wish) return wish.answer;
  let settle: Wish['settle'] = () => undefined;
  const answer = new Promise<boolean>((resolve) => {
    settle = (isGiven) => {
      if (isGiven) given[kind] += 1;
      else if (kind === 'sign-in') reader.mayAsk = false;
      set(undefined);
      resolve(isGiven);
    };
  });
  set({ kind, answer, settle });
  return answer;
}

/**
 * `fetch` with the session's cookie. What is refused for want of a session or of a confirmation is
 * asked for in place and sent again: its body is text, so nothing that was typed is lost. A page that
 * is only read, after its session has ended, is left for the sign-in page.
 */
export async function sessionFetch(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  for (;;) {
    const before = { ...given };
    const answer = await fetch(input, { ...init, credentials: 'same-origin' });
    const isChange = init?.method !== undefined && init.method !== 'GET';
    const kind = await wishOf(answer, isChange);
    if (!kind) return answer;
    if (given[kind] === before[kind] && !(await ask(kind))) return answer;
  }
}

async function wishOf(answer: Response, isChange: boolean): Promise<WishKind | undefined> {
  const holdsWork = isChange || hasUnsaved();
  if (answer.status === 401) return holdsWork && (await hasEnded(answer)) ? 'sign-in' : undefined;
  if (answer.status !== 403) return undefined;
  return (await codeOf(answer)) === 'confirmation_required' ? 'confirmation' : undefined;
}

/** An operation may be refused for other reasons than a session that is over: the server knows. */
async function hasEnded(answer: Response): Promise<boolean> {
  if (!reader.mayAsk || isAboutCredentials(await codeOf(answer))) return false;
  const session = await fetch(`${basePath}/portal/session`, { credentials: 'same-origin' });
  return session.status === 401;
}

/** Whether a 401 speaks of what was typed, and not of the session. */
export function isAboutCredentials(code: unknown): boolean {
  return ['invalid_credentials', 'mfa_required', 'invalid_client'].includes(String(code));
}

async function codeOf(answer: Response): Promise<unknown> {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined);
  return (body as { code?: unknown } | undefined)?.code;
}
