const meta = document.querySelector<HTMLMetaElement>('meta[name="base-path"]');

/** The path below which everything of ours lives, as the server says: empty, or as in `/gate`. */
export const basePath = meta?.content ?? '';

/** The address of the server, for programs: where the page comes from, with the path. */
export const serverUrl = window.location.origin + basePath;

/** The name of the approved app that waits for an answer at this page; the server alone tells it. */
export function askingApp(page: string): string | undefined {
  const asking = document.querySelector<HTMLMetaElement>('meta[name="asking-app"]');
  return asking?.dataset.page === page ? asking.content : undefined;
}
