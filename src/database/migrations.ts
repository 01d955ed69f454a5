import { Foundations1763700000000 } from './migrations/1763700000000-foundations.js';

/** Every migration, oldest first. */
export const migrations = [Foundations1763700000000];
