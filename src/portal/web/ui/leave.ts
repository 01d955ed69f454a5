/** Leaves for an app's address; a script address would run here, so it is not followed. */
export function leaveFor(address: string): void {
  if (/^\s*(javascript|data|vbscript|blob):/i.test(address)) return;
  window.location.assign(address);
}
