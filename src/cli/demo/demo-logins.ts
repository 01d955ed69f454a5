/** Everybody in the demo data signs in with it, so such data is for this machine alone. */
export const DEMO_PASSWORD = 'seven-lemon-trees';

/** Who is in the demo data. */
export const DEMO_LOGINS = [
  { username: 'grace', about: 'administrator' },
  { username: 'ada', about: 'developer with two apps' },
  { username: 'paul', about: 'partner with two customers' },
  { username: 'bruno', about: "works for one of paul's customers" },
] as const;

export type DemoUser = (typeof DEMO_LOGINS)[number]['username'];
