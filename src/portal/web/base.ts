const meta = document.querySelector<HTMLMetaElement>('meta[name="base-path"]');

/** The path below which everything of ours lives, as the server says: empty, or as in `/gate`. */
export const basePath = meta?.content ?? '';

/** The address of the server, for programs: where the page comes from, with the path. */
export const serverUrl = window.location.origin + basePath;
