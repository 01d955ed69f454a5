/** Somebody waits until the reader has confirmed who they are, or does not want to. */
interface Wish {
  answer: Promise<boolean>;
  settle: (isConfirmed: boolean) => void;
}

let wish: Wish | undefined;
const listeners = new Set<() => void>();

function set(next: Wish | undefined): void {
  wish = next;
  for (const listener of listeners) listener();
}

/** What the dialog shows: the open wish, if there is one. */
export const confirmation = {
  current: () => wish,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Asks the reader to confirm who they are; requests of the same moment share one dialog. */
function askForConfirmation(): Promise<boolean> {
  if (wish) return wish.answer;
  let settle: Wish['settle'] = () => undefined;
  const answer = new Promise<boolean>((resolve) => {
    settle = (isConfirmed) => {
      set(undefined);
      resolve(isConfirmed);
    };
  });
  set({ answer, settle });
  return answer;
}

/**
 * `fetch` with the session's cookie. What is refused for want of a confirmation is asked for in
 * place and sent again: its body is text, so nothing that was typed is lost.
 */
export async function sessionFetch(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const send = () => fetch(input, { ...init, credentials: 'same-origin' });
  const answer = await send();
  if (!(await wantsConfirmation(answer))) return answer;
  return (await askForConfirmation()) ? send() : answer;
}

async function wantsConfirmation(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined);
  return (body as { code?: unknown } | undefined)?.code === 'confirmation_required';
}
