import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { paletteOf, type Shades } from '../../../settings/appearance/palette';

/** The accent's colour in the theme; its shades come from the variables below. */
const ACCENT = 'accent';

/** The one place for looks: warm greys, one accent, generous corners. */
export function themeOf(accentColor: string): MantineThemeOverride {
  return createTheme({
    colors: { [ACCENT]: Array(10).fill(accentColor) as unknown as MantineColorsTuple },
    primaryColor: ACCENT,
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    fontFamily: '"Instrument Sans", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    headings: {
      fontWeight: '620',
      sizes: {
        h1: { fontSize: '1.75rem', lineHeight: '1.2' },
        h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
        h3: { fontSize: '1rem', lineHeight: '1.4' },
      },
    },
    variantColorResolver: (input) => {
      const colours = defaultVariantColorsResolver(input);
      const isAccent = (input.color ?? ACCENT) === ACCENT;
      return input.variant === 'filled' && isAccent
        ? { ...colours, color: 'var(--portal-on-accent)' }
        : colours;
    },
    components: {
      Modal: {
        defaultProps: { centered: true, radius: 'lg', overlayProps: { blur: 2 } },
        styles: {
          title: { fontWeight: 620, fontSize: 'var(--mantine-font-size-lg)', lineHeight: 1.35 },
        },
      },
      Paper: { defaultProps: { radius: 'lg' } },
      Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 } },
      Checkbox: { defaultProps: { iconColor: 'var(--portal-on-accent)' } },
      Radio: { defaultProps: { iconColor: 'var(--portal-on-accent)' } },
      Tooltip: { defaultProps: { withArrow: true, multiline: true, maw: 320 } },
    },
  });
}

/** The variables of both schemes for this accent. Mantine's quiet colours are below 4.5 : 1 on our grounds; these are above. */
export function variablesOf(accent: string, dark?: string | null): CSSVariablesResolver {
  const palette = paletteOf(accent, dark);
  return () => ({
    variables: {},
    light: {
      ...LIGHT,
      ...accentVariables(palette.light),
      '--portal-gate': palette.light.accent,
      '--portal-on-gate': palette.light.onAccent,
    },
    dark: {
      ...DARK,
      ...accentVariables(palette.dark),
      '--portal-gate': palette.dark.tint,
      '--portal-on-gate': palette.dark.accent,
    },
  });
}

function accentVariables(shades: Shades): Record<string, string> {
  return {
    '--mantine-color-accent-filled': shades.accent,
    '--mantine-color-accent-filled-hover': shades.hover,
    '--mantine-color-accent-text': shades.accent,
    '--mantine-color-accent-light': shades.tint,
    '--mantine-color-accent-light-hover': shades.tint,
    '--mantine-color-accent-light-color': shades.onTint,
    '--mantine-color-accent-outline': shades.accent,
    '--mantine-color-accent-outline-hover': shades.tint,
    '--mantine-color-anchor': shades.accent,
    '--mantine-primary-color-contrast': shades.onAccent,
    '--portal-on-accent': shades.onAccent,
  };
}

const LIGHT = {
  '--mantine-color-text': '#1f1d1a',
  '--mantine-color-dimmed': '#5b564e',
  '--mantine-color-placeholder': '#736d63',
  '--mantine-color-error': '#c92a2a',
  '--mantine-color-body': '#ffffff',
  '--mantine-color-default-border': '#d8d4ca',
  '--portal-ground': '#f7f6f2',
  '--portal-line': '#e7e4dc',
  '--portal-hover': '#f7f6f2',
  '--portal-code': '#f4f2ec',
  '--mantine-color-red-light-color': '#a51111',
  '--mantine-color-green-light-color': '#1d6b2d',
  '--mantine-color-yellow-light-color': '#7a4b00',
  '--mantine-color-blue-light-color': '#1257a0',
  '--mantine-color-gray-light-color': '#495057',
  '--mantine-color-indigo-light-color': '#2f44ad',
  '--mantine-color-teal-light-color': '#066649',
  '--mantine-color-orange-light-color': '#8f3a00',
  '--mantine-color-red-filled': '#c92a2a',
  '--mantine-color-red-filled-hover': '#b02020',
};

const DARK = {
  '--mantine-color-text': '#e2dfd8',
  '--mantine-color-dimmed': '#b3aea4',
  '--mantine-color-placeholder': '#a09b92',
  '--mantine-color-error': '#ff8787',
  '--mantine-color-body': '#1b1a18',
  '--mantine-color-default-border': '#45413b',
  '--mantine-color-yellow-light': 'rgba(250, 176, 5, 0.16)',
  '--mantine-color-yellow-light-color': '#ffd866',
  '--portal-ground': '#131211',
  '--portal-line': '#33302c',
  '--portal-hover': '#23211f',
  '--portal-code': '#100f0e',
  '--mantine-color-red-filled': '#c92a2a',
  '--mantine-color-red-filled-hover': '#b02020',
};
