import type { Client } from './ports.js';

/**
 * The app that people use when they log in without one: the portal, `/consumer/login`, personal
 * tokens. It may do whatever the person may, and nobody can authenticate as it.
 */
export const BUILT_IN_CLIENT: Client = {
  id: 'gatehouse',
  name: 'Gatehouse',
  authentication: ['none'],
  firstParty: true,
  scope: [],
  ownerId: '',
  epoch: 0,
  redirectUris: [],
  postLogoutRedirectUris: [],
  idTokenAlg: 'ES256',
  dpop: false,
};
