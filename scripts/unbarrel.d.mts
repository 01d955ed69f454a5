export function unbarrel(): { name: string };
