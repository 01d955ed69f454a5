import { Foundations1763700000000 } from './migrations/1763700000000-foundations.js';
import { InteractiveGrants1763800000000 } from './migrations/1763800000000-interactive-grants.js';
import { WhoDisabledAnApp1763900000000 } from './migrations/1763900000000-who-disabled-an-app.js';
import { RememberedProofs1764100000000 } from './migrations/1764100000000-remembered-proofs.js';
import { Confirmations1764510000000 } from './migrations/1764510000000-confirmations.js';
import { Languages1764510000001 } from './migrations/1764510000001-languages.js';
import { SelfRegistration1764520000000 } from './migrations/1764520000000-self-registration.js';
import { ResourceClaims1764530000000 } from './migrations/1764530000000-resource-claims.js';
import { OpenIdClients1764540000000 } from './migrations/1764540000000-openid-clients.js';
import { RowsInOrder1764550000000 } from './migrations/1764550000000-rows-in-order.js';
import { LiveGrantsOfApps1764550000001 } from './migrations/1764550000001-live-grants-of-apps.js';
import { ChangesOfOneThing1764560000000 } from './migrations/1764560000000-changes-of-one-thing.js';
import { WhatWasApproved1764560000001 } from './migrations/1764560000001-what-was-approved.js';
import { RemovedCounts1764570000000 } from './migrations/1764570000000-removed-counts.js';
import { ApiKeys1795868795055 } from './migrations/1795868795055-api-keys.js';
import { Gates1795869331655 } from './migrations/1795869331655-gates.js';
import { ListsInOrder1795869375391 } from './migrations/1795869375391-lists-in-order.js';
import { EndedGrants1795869865766 } from './migrations/1795869865766-ended-grants.js';
import { ImportedApis1795869965016 } from './migrations/1795869965016-imported-apis.js';
import { SumsByDay1795870844811 } from './migrations/1795870844811-sums-by-day.js';
import { BeginningsOfNames1795871354771 } from './migrations/1795871354771-beginnings-of-names.js';
import { CountedAuditEntries1795872086378 } from './migrations/1795872086378-counted-audit-entries.js';
import { SortedLists1795874080030 } from './migrations/1795874080030-sorted-lists.js';
import { WrittenPages1795882588000 } from './migrations/1795882588000-written-pages.js';
import { CallsByDay1795883188000 } from './migrations/1795883188000-calls-by-day.js';
import { Bin1795883447000 } from './migrations/1795883447000-bin.js';
import { AccountsByName1795883940000 } from './migrations/1795883940000-accounts-by-name.js';
import { TermsAndAnnouncement1795884647000 } from './migrations/1795884647000-terms-and-announcement.js';
import { Appearance1795884927000 } from './migrations/1795884927000-appearance.js';
import { Decisions1795887396000 } from './migrations/1795887396000-decisions.js';

/** Every migration, oldest first. */
export const migrations = [
  Foundations1763700000000,
  InteractiveGrants1763800000000,
  WhoDisabledAnApp1763900000000,
  RememberedProofs1764100000000,
  Confirmations1764510000000,
  Languages1764510000001,
  SelfRegistration1764520000000,
  ResourceClaims1764530000000,
  OpenIdClients1764540000000,
  RowsInOrder1764550000000,
  LiveGrantsOfApps1764550000001,
  ChangesOfOneThing1764560000000,
  WhatWasApproved1764560000001,
  RemovedCounts1764570000000,
  ApiKeys1795868795055,
  Gates1795869331655,
  ListsInOrder1795869375391,
  EndedGrants1795869865766,
  ImportedApis1795869965016,
  SumsByDay1795870844811,
  BeginningsOfNames1795871354771,
  CountedAuditEntries1795872086378,
  SortedLists1795874080030,
  WrittenPages1795882588000,
  CallsByDay1795883188000,
  Bin1795883447000,
  AccountsByName1795883940000,
  TermsAndAnnouncement1795884647000,
  Appearance1795884927000,
  Decisions1795887396000,
];
