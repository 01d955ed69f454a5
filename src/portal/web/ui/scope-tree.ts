/** A scope that a picker offers. */
export interface ScopeChoice {
  name: string;
  description: string;
  /** Whether the description is the server's own. */
  generated?: boolean;
  /** Unset means that it may be chosen. */
  grantable?: boolean;
}

export interface ScopeGroup {
  /** The resource: the first word of its scopes. */
  name: string;
  scopes: ScopeChoice[];
}

/** The portal's own resources come after the ones of the API that apps are made for. */
const OWN_SCOPES = [
  'identity',
  'authorization',
  'consumer',
  'partner',
  'portal',
  'backend',
  'system',
];

/** Scopes about the person who signs in (OpenID Connect); together they are one group. */
const IDENTITY = ['openid', 'profile', 'email', 'offline_access'];

/** Scopes by resource, the API's first. */
export function groupScopes(scopes: ScopeChoice[]): ScopeGroup[] {
  const groups = new Map<string, ScopeChoice[]>();
  for (const scope of scopes) {
    const first = scope.name.split('.')[0] ?? scope.name;
    const name = IDENTITY.includes(first) ? 'identity' : first;
    groups.set(name, [...(groups.get(name) ?? []), scope]);
  }
  const rank = (name: string) => OWN_SCOPES.indexOf(name);
  return [...groups]
    .map(([name, members]) => ({
      name,
      scopes: members.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    }))
    .toSorted((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

/** The chosen scope above `name`, if one covers it already. */
export function coveredBy(chosen: string[], name: string): string | undefined {
  return chosen.find((scope) => name.startsWith(`${scope}.`));
}

/** Chosen scopes after a click: a scope takes the place of everything below it. */
export function toggleScope(chosen: string[], name: string): string[] {
  if (chosen.includes(name)) return chosen.filter((scope) => scope !== name);
  return [...chosen.filter((scope) => !scope.startsWith(`${name}.`)), name];
}
