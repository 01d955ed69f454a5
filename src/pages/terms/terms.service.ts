import { Injectable } from '@nestjs/common';
import { Changes } from '../../audit/changes.js';
import { Clock } from '../../common/clock.js';
import { createIdentifier } from '../../common/identifiers.js';
import { conflict, invalid, notFound } from '../../common/problem.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { Caller } from '../../operations/caller.js';
import { UsersService } from '../../users/users.service.js';
import { IN_FORCE, TermsCache } from './terms.cache.js';
import type { CreateTermsDto, OwnTermsDto } from './terms.dto.js';
import { TermsAcceptance, TermsVersion } from './terms.entity.js';

const TERMS_ID = 'trm_';
const ACCEPTANCE_ID = 'tac_';
const MOST_VERSIONS = 200;

/** Publishes terms of use, and keeps who accepted which version when. */
@Injectable()
export class TermsService {
  constructor(
    private readonly changes: Changes,
    private readonly cache: TermsCache,
    private readonly database: Database,
    private readonly clock: Clock,
    users: UsersService,
  ) {
    users.onRemove(async (tx, userId) => {
      await tx.rows.delete(TermsAcceptance, { userId });
    });
  }

  /**
   * Publishes a version, which everybody has to accept from now on.
   * @returns its id
   * @throws Problem 400 `terms_text_needed`; 409 `terms_version_exists`, `too_many_terms`
   */
  async publish(caller: Caller, body: CreateTermsDto): Promise<string> {
    const publishedAt = new Date(this.clock.now());
    const { version, link = null, markdownEn = '', markdownFr = '' } = body;
    if (!link && !markdownEn.trim() && !markdownFr.trim())
      throw invalid('markdownEn', 'terms_text_needed', 'Write the terms, or a link to them.');
    const id = createIdentifier(TERMS_ID, publishedAt.getTime());
    await this.changes.run(caller, 'backend.terms.create', async (tx, about) => {
      await tx.lock('terms');
      if ((await tx.rows.count(TermsVersion)) >= MOST_VERSIONS)
        throw conflict('too_many_terms', `There are at most ${MOST_VERSIONS} versions of terms.`);
      if (await tx.rows.findOneBy(TermsVersion, { version }))
        throw conflict('terms_version_exists', 'There was a version of this name.', 'version');
      await tx.rows.insert(TermsVersion, {
        id,
        version,
        link,
        markdownEn,
        markdownFr,
        publishedAt,
        publishedBy: caller.userId ?? null,
        withdrawnAt: null,
      });
      about({ subject: `terms:${id}`, detail: { version, link }, forget: [...IN_FORCE] });
    });
    return id;
  }

  /**
   * Withdraws a version: nobody has to accept it any more, and the one before is in force again. Who
   * accepted it stays known.
   * @throws Problem 404
   */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.changes.run(caller, 'backend.terms.remove', async (tx, about) => {
      await tx.lock('terms');
      const terms = await tx.rows.findOneBy(TermsVersion, { id });
      if (!terms) throw notFound('version of the terms');
      if (terms.withdrawnAt) return about('nothing');
      await tx.rows.update(TermsVersion, { id }, { withdrawnAt: new Date(this.clock.now()) });
      const { version } = terms;
      about({ subject: `terms:${id}`, detail: { version }, forget: [...IN_FORCE] });
    });
  }

  /** How a person stands with the version in force. */
  async stateOf(userId: string): Promise<OwnTermsDto> {
    const current = await this.cache.current();
    if (!current) return { version: null, acceptedAt: null };
    const { id: termsId, version } = current;
    const found = await this.database.rows.findOneBy(TermsAcceptance, { userId, termsId });
    return { version, acceptedAt: found?.acceptedAt.toISOString() ?? null };
  }

  /** The version that a person still has to accept, if any. */
  async toAccept(userId: string): Promise<string | null> {
    const { version, acceptedAt } = await this.stateOf(userId);
    return acceptedAt === null ? version : null;
  }

  /** @throws Problem 409 `other_terms` when this is not the version in force */
  async accept(caller: Caller, userId: string, version: string): Promise<void> {
    await this.changes.run(caller, 'consumer.terms.accept', async (tx, about) => {
      await tx.lock('terms');
      const current = await this.cache.current();
      if (current?.version !== version)
        throw conflict('other_terms', 'Another version is in force now; read that one.');
      const termsId = current.id;
      if (await tx.rows.findOneBy(TermsAcceptance, { userId, termsId })) return about('nothing');
      await this.keep(tx, userId, current);
      about({ subject: `terms:${termsId}`, detail: { version } });
    });
  }

  /**
   * The terms that somebody who signs up accepts by this; nothing where none are published.
   * @throws Problem 400 `terms_not_accepted` unless it is the version in force
   */
  async requireAccepted(version: string | undefined): Promise<TermsVersion | undefined> {
    const current = await this.cache.current();
    if (current && current.version !== version)
      throw invalid('acceptedTerms', 'terms_not_accepted', `Accept the terms of use, version ${current.version}.`); // prettier-ignore
    return current;
  }

  /** Keeps that a person accepted this version. */
  async keep(tx: Transaction, userId: string, { id, version }: TermsVersion): Promise<void> {
    const now = this.clock.now();
    await tx.rows.insert(TermsAcceptance, {
      id: createIdentifier(ACCEPTANCE_ID, now),
      userId,
      termsId: id,
      version,
      acceptedAt: new Date(now),
    });
  }
}
