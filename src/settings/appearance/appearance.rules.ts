import { createHash } from 'node:crypto';
import { invalid, refuse } from '../../common/problem.js';
import { contrastIn, ENOUGH, nearestReadable, type Scheme } from './palette.js';

/** The name of a provider who chose none. */
export const DEFAULT_NAME = 'Gatehouse';

export const IMAGE_KINDS = ['logo', 'logo_dark', 'favicon'] as const;
export type ImageKind = (typeof IMAGE_KINDS)[number];

/** Bytes. In base64 it fits into a body of the usual size. */
export const LARGEST_IMAGE = 90 * 1024;

/** What a provider chooses of its face; null is our own. */
export interface Face {
  name: string | null;
  /** On light grounds: `#0b6156`. */
  accentColor: string | null;
  /** On dark grounds; the nearest readable one for null. */
  accentColorDark: string | null;
  supportEmail: string | null;
  termsUrl: string | null;
  privacyUrl: string | null;
  statusUrl: string | null;
  /** Who mails come from; the name for null. */
  mailSender: string | null;
}

export const NO_FACE: Face = {
  name: null,
  accentColor: null,
  accentColorDark: null,
  supportEmail: null,
  termsUrl: null,
  privacyUrl: null,
  statusUrl: null,
  mailSender: null,
};

/** An image as it is served. */
export interface Image {
  kind: ImageKind;
  digest: string;
  mediaType: string;
  bytes: Buffer;
}

/** Refuses an accent that cannot be read in its scheme. @throws Problem 400 */
export function requireReadable({ accentColor, accentColorDark }: Partial<Face>): void {
  refuse({
    accentColor: colourFault('light', accentColor),
    accentColorDark: colourFault('dark', accentColorDark),
  });
}

function colourFault(scheme: Scheme, colour?: string | null): [string, string] | undefined {
  if (!colour) return undefined;
  const contrast = contrastIn(scheme, colour);
  if (contrast >= ENOUGH) return undefined;
  const nearest = nearestReadable(scheme, colour);
  return [
    'low_contrast',
    `This colour has a contrast of ${contrast.toFixed(1)} : 1 on ${scheme} grounds, and ${ENOUGH} : 1 is needed. The nearest good one is ${nearest}.`,
  ];
}

/** What each type of image begins with; a drawing (SVG) may hold programs, and is not taken. */
const BEGINNINGS: [mediaType: string, is: (bytes: Buffer) => boolean][] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  [
    'image/webp',
    (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP', // prettier-ignore
  ],
];

/**
 * An image from its base64; its bytes say what it is, whatever its sender says.
 * @throws Problem 400 `image_too_large`, `image_type`
 */
export function readImage(kind: ImageKind, data: string): Image {
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > LARGEST_IMAGE)
    throw invalid('data', 'image_too_large', `An image has at most ${LARGEST_IMAGE / 1024} KB.`);
  const mediaType = BEGINNINGS.find(([, is]) => is(bytes))?.[0];
  if (!mediaType) throw invalid('data', 'image_type', 'Send a PNG, JPEG or WebP image in base64.');
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  return { kind, digest, mediaType, bytes };
}
