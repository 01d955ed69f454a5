import { Injectable } from '@nestjs/common';
import type { Page } from '../common/page.js';
import type { Transaction } from '../database/transaction.js';
import type { Acting } from './app-acting.js';
import type { AppDto, CreatedAppDto, NewSecretAnswerDto, NewSecretDto } from './app-answers.dto.js';
import { AppChanges } from './app-changes.js';
import type { AppQuery } from './app-query.dto.js';
import { AppCreation } from './app-creation.js';
import type { NewAppFields } from './app-rules.js';
import { AppViews } from './app-views.js';
import type { UpdateAnyAppDto } from './app.dto.js';
import type { App } from './app.entity.js';
import { type KnownApp, KnownApps } from './known-apps.js';

/** Apps, as the other rooms see them. */
@Injectable()
export class AppsService {
  constructor(
    private readonly known: KnownApps,
    private readonly views: AppViews,
    private readonly creation: AppCreation,
    private readonly changes: AppChanges,
  ) {}

  /** The app with this key, whatever its status; at once when it is in memory. */
  findByKey(key: string): KnownApp | undefined | Promise<KnownApp | undefined> {
    return this.known.find(key);
  }

  /** Whether the secret is a live one of the app; an unknown app takes the same work. */
  secretMatches(key: string, secret: string): Promise<boolean> {
    return this.known.secretMatches(key, secret);
  }

  /** Registers what is done in the transaction that removes an app. */
  onRemove(hook: (tx: Transaction, app: App) => Promise<void>): void {
    this.changes.onRemove(hook);
  }

  /** The apps that the caller reaches, newest first. */
  list(acting: Acting, query: AppQuery): Promise<Page<AppDto>> {
    return this.views.list(acting, query);
  }

  /** @throws 404, as every method below, when there is none or it is a stranger's */
  get(acting: Acting, id: string): Promise<AppDto> {
    return this.views.get(acting, id);
  }

  /**
   * @param also done in the same transaction
   * @throws 400, 403 `scope_not_held`, 409 `too_many_apps`; OAuthError 503
   */
  async create(
    acting: Acting,
    fields: NewAppFields,
    also?: (tx: Transaction) => Promise<void>,
  ): Promise<CreatedAppDto> {
    const { app, secret } = await this.creation.create(acting, fields, also);
    return { ...(await this.views.toDto(app)), ...(secret && { appSecret: secret }) };
  }

  /** @throws 400, 403 `scope_not_held`, 412 `changed_meanwhile` */
  async update(acting: Acting, id: string, fields: UpdateAnyAppDto): Promise<AppDto> {
    await this.changes.update(acting, id, fields);
    return this.views.get({ ...acting, room: 'backend' }, id);
  }

  /** @throws 409 unless it is active */
  async disable(acting: Acting, id: string): Promise<AppDto> {
    await this.changes.disable(acting, id);
    return this.views.get(acting, id);
  }

  /** @throws 409 unless its owner disabled it */
  async enable(acting: Acting, id: string): Promise<AppDto> {
    await this.changes.enable(acting, id);
    return this.views.get(acting, id);
  }

  /** @throws 412 `changed_meanwhile` */
  remove(acting: Acting, id: string): Promise<void> {
    return this.changes.remove(acting, id);
  }

  /** Removes an app and everything that is its own, in a transaction of another room. */
  removeIn(tx: Transaction, app: App): Promise<void> {
    return this.changes.removeRows(tx, app);
  }

  /** @throws 409 `public_app`, `too_many_secrets`; 403 `scope_not_held` */
  async rotateSecret(acting: Acting, id: string, wish: NewSecretDto): Promise<NewSecretAnswerDto> {
    const made = await this.changes.replaceSecret(acting, id, wish.overlap ?? 'now');
    const previousExpiresAt = made.previousExpiresAt?.toISOString() ?? null;
    return { ...(made.secret && { appSecret: made.secret }), previousExpiresAt };
  }

  /** Ends a secret that a newer one has replaced. @throws 409 `present_secret` */
  removeSecret(acting: Acting, id: string, secretId: string): Promise<void> {
    return this.changes.removeSecret(acting, id, secretId);
  }

  /** Ends every token that the app has now. */
  endTokens(acting: Acting, id: string): Promise<void> {
    return this.changes.endTokens(acting, id);
  }
}
