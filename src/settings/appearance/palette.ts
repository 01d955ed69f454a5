/** The accent that a provider has who chose none. */
export const DEFAULT_ACCENT = '#0b6156';
/** WCAG 2.2, 1.4.3 (AA): text of usual size. */
export const ENOUGH = 4.5;
const BRIGHT = 6.5;

/** What lies behind the accent: the darkest of the light scheme, and the lightest of the dark one. */
const GROUNDS = { light: '#f7f6f2', dark: '#23211f' } as const;

export type Scheme = keyof typeof GROUNDS;

/** The accent's colours in one scheme, each readable where it is used. */
export interface Shades {
  /** Links, and what is filled with the accent. */
  accent: string;
  /** The same under the pointer. */
  hover: string;
  /** Text on what is filled. */
  onAccent: string;
  /** A quiet surface, and text on it. */
  tint: string;
  onTint: string;
}

const HEX = /^#[0-9a-f]{6}$/i;

/** Whether the text is a colour as we take it: `#0b6156`. */
export function isColour(text: string): boolean {
  return HEX.test(text);
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastOf(one: string, other: string): number {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The contrast of an accent with what lies behind it in a scheme. */
export function contrastIn(scheme: Scheme, accent: string): number {
  return contrastOf(accent, GROUNDS[scheme]);
}

/** The nearest colour that is readable in the scheme: the accent itself, or a darker or lighter one. */
export function nearestReadable(scheme: Scheme, accent: string): string {
  return readableOn(GROUNDS[scheme], accent, scheme);
}

/** The accent on dark grounds of who chose none: lighter than it has to be, so that it does not look dull. */
export function darkAccent(light: string): string {
  return readableOn(GROUNDS.dark, light, 'dark', BRIGHT);
}

/** The colours of both schemes. @param dark unset for one that is made from the light one */
export function paletteOf(light: string, dark?: string | null): Record<Scheme, Shades> {
  return {
    light: shadesOf('light', light),
    dark: shadesOf('dark', dark ?? darkAccent(light)),
  };
}

function shadesOf(scheme: Scheme, accent: string): Shades {
  const [end, ground] = scheme === 'light' ? ['#000000', '#ffffff'] : ['#ffffff', '#1b1a18'];
  const tint = mixed(ground, accent, scheme === 'light' ? 0.09 : 0.16);
  return {
    accent,
    hover: mixed(accent, end, 0.14),
    onAccent: scheme === 'light' ? '#ffffff' : '#111110',
    tint,
    onTint: readableOn(tint, accent, scheme),
  };
}

/** The first of ever darker or lighter ones that is readable on the ground; hue and saturation stay. */
function readableOn(ground: string, colour: string, scheme: Scheme, enough = ENOUGH): string {
  const { hue, saturation, lightness } = hslOf(colour);
  if (contrastOf(colour, ground) >= enough) return colour;
  const step = scheme === 'light' ? -0.005 : 0.005;
  for (let value = lightness; value > 0 && value < 1; value += step) {
    const found = fromHsl(hue, saturation, value);
    if (contrastOf(found, ground) >= enough) return found;
  }
  return scheme === 'light' ? '#000000' : '#ffffff';
}

function hslOf(colour: string): { hue: number; saturation: number; lightness: number } {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => value / 255);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [range, lightness] = [most - least, (most + least) / 2];
  if (range === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  if (most === red) return { hue: (60 * (green - blue)) / range + 360, saturation, lightness };
  if (most === green) return { hue: 60 * ((blue - red) / range + 2), saturation, lightness };
  return { hue: 60 * ((red - green) / range + 4), saturation, lightness };
}

/** CSS Color 4, §7.1. */
function fromHsl(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return hexOf(
    [0, 8, 4].map((offset) => {
      const place = (offset + hue / 30) % 12;
      return 255 * (lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1)));
    }),
  );
}

/** @param part of the second colour, from 0 to 1 */
function mixed(one: string, other: string, part: number): string {
  const [first, second] = [channelsOf(one), channelsOf(other)];
  return hexOf(first.map((value, at) => value + ((second[at] ?? 0) - value) * part));
}

function hexOf(channels: number[]): string {
  return `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** WCAG 2.2, "relative luminance". */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
