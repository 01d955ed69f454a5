import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Changes } from '../../audit/changes.js';
import { changedMembers, pickedMembers } from '../../common/changed-members.js';
import { Clock } from '../../common/clock.js';
import { tagged } from '../../common/entity-tag.js';
import { notFound } from '../../common/problem.js';
import { Config } from '../../config/config.js';
import { ChangeFeed } from '../../database/change-feed.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { Caller } from '../../operations/caller.js';
import type { AppearanceDto, UpdateAppearanceDto } from './appearance.dto.js';
import type { Provider } from './provider.js';
import { Appearance, AppearanceImage } from './appearance.entity.js';
import { DEFAULT_NAME, type Face, type Image, type ImageKind, NO_FACE, readImage, requireReadable } from './appearance.rules.js'; // prettier-ignore
import { DEFAULT_ACCENT } from './palette.js';

const OWN = 'own';
const SUBJECT = 'appearance';

/** Keeps the provider's face in memory, and changes it. */
@Injectable()
export class AppearanceService implements OnModuleInit {
  private readonly log = new Logger(AppearanceService.name);
  private face: Face = NO_FACE;
  private images: Image[] = [];
  private seen?: Provider;
  private loading = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly changes: Changes,
    private readonly clock: Clock,
    private readonly config: Config,
    feed: ChangeFeed,
  ) {
    feed.onChange('appearance', () => this.reload());
  }

  async onModuleInit(): Promise<void> {
    await this.load();
  }

  /** What everybody sees; the same object until something changes. */
  get provider(): Provider {
    return (this.seen ??= this.asEverybodySees());
  }

  /** Who mails come from. */
  get mailSender(): string {
    return this.face.mailSender ?? this.provider.name;
  }

  /** What an administrator chose. */
  chosen(): AppearanceDto {
    return tagged({ ...this.face, ...this.addresses() }, stateOf(this.face, this.images));
  }

  image(digest: string): Image | undefined {
    return this.images.find((image) => image.digest === digest);
  }

  /** Changes the members that are sent. @throws Problem 400 `low_contrast`, 412 */
  async update(caller: Caller, fields: UpdateAppearanceDto): Promise<void> {
    requireReadable(fields);
    await this.changes.run(caller, 'backend.appearance.update', async (tx, about) => {
      const before = await this.holdUnchanged(tx, caller);
      const names = changedMembers(before, fields);
      if (names.length === 0) return about('nothing');
      const face = { ...before, ...fields };
      const row = { id: OWN, face, updatedAt: new Date(this.clock.now()) };
      await tx.rows.upsert(Appearance, row, ['id']);
      const detail = { ...pickedMembers(face, names), before: pickedMembers(before, names) };
      about({ subject: SUBJECT, forget: ['appearance', OWN], detail });
    });
    await this.loading;
  }

  /** @throws Problem 400 `image_too_large`, `image_type`, 412 */
  async setImage(caller: Caller, kind: ImageKind, data: string): Promise<void> {
    const { digest, mediaType, bytes } = readImage(kind, data);
    await this.changes.run(caller, 'backend.appearance.setImage', async (tx, about) => {
      await this.holdUnchanged(tx, caller);
      const row = { kind, digest, mediaType, data: bytes.toString('base64') };
      await tx.rows.upsert(AppearanceImage, row, ['kind']);
      const detail = { kind, mediaType, bytes: bytes.length };
      about({ subject: SUBJECT, forget: ['appearance', OWN], detail });
    });
    await this.loading;
  }

  /** @throws Problem 404, 412 */
  async removeImage(caller: Caller, kind: ImageKind): Promise<void> {
    await this.changes.run(caller, 'backend.appearance.removeImage', async (tx, about) => {
      await this.holdUnchanged(tx, caller);
      const { affected } = await tx.rows.delete(AppearanceImage, { kind });
      if (affected !== 1) throw notFound('image');
      about({ subject: SUBJECT, forget: ['appearance', OWN], detail: { kind } });
    });
    await this.loading;
  }

  private async holdUnchanged(tx: Transaction, caller: Caller): Promise<Face> {
    await tx.lock('appearance');
    const row = await tx.rows.findOneBy(Appearance, { id: OWN });
    const images = await tx.rows.find(AppearanceImage, { select: ['kind', 'digest'] });
    const face = { ...NO_FACE, ...row?.face };
    await this.changes.requireUnchanged(tx, caller, SUBJECT, stateOf(face, images));
    return face;
  }

  private asEverybodySees(): Provider {
    const { mailSender: _, name, accentColor, ...others } = this.face;
    const seen = {
      ...others,
      name: name ?? DEFAULT_NAME,
      accentColor: accentColor ?? DEFAULT_ACCENT,
      ...this.addresses(),
    };
    return tagged(seen, seen);
  }

  private addresses(): Pick<Provider, 'logo' | 'logoDark' | 'favicon'> {
    const pathOf = (kind: ImageKind) => {
      const image = this.images.find((each) => each.kind === kind);
      return image ? `${this.config.basePath}/files/images/${image.digest}` : null;
    };
    return { logo: pathOf('logo'), logoDark: pathOf('logo_dark'), favicon: pathOf('favicon') };
  }

  /** One load after the other, so that an older reading never replaces a newer one. */
  private reload(): void {
    this.loading = this.loading
      .then(() => this.load())
      .catch((error: unknown) => {
        this.log.error({ msg: 'The appearance cannot be read', err: error });
      });
  }

  private async load(): Promise<void> {
    const row = await this.database.rows.findOneBy(Appearance, { id: OWN });
    const images = await this.database.rows.find(AppearanceImage);
    this.face = { ...NO_FACE, ...row?.face };
    this.images = images.map(({ data, ...image }) => ({
      ...image,
      bytes: Buffer.from(data, 'base64'),
    }));
    this.seen = undefined;
  }
}

/** What a change may replace. */
function stateOf(face: Face, images: { kind: string; digest: string }[]): object {
  const shown = images.map(({ kind, digest }) => [`image_${kind}`, digest]);
  return { ...face, ...Object.fromEntries(shown) };
}
