import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** The one place for looks: calm greys, one accent, generous corners. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  components: {
    Modal: {
      defaultProps: { centered: true, radius: 'lg', overlayProps: { blur: 2 } },
      styles: {
        title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)', lineHeight: 1.35 },
      },
    },
    Paper: { defaultProps: { radius: 'lg' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 550 } },
    Tooltip: { defaultProps: { withArrow: true, multiline: true, maw: 320 } },
  },
});

/** Mantine's quiet colours are below 4.5 : 1 on our grounds; these are above. */
export const contrast: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#555d66',
    '--mantine-color-placeholder': '#6c747c',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#364fc7',
    '--mantine-color-body': '#ffffff',
    '--portal-ground': '#f7f8fa',
    '--portal-line': '#e4e7eb',
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
  },
  dark: {
    '--mantine-color-dimmed': '#a9afb6',
    '--mantine-color-placeholder': '#9aa0a7',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#91a7ff',
    '--mantine-color-body': '#16181c',
    '--mantine-color-yellow-light': 'rgba(250, 176, 5, 0.16)',
    '--mantine-color-yellow-light-color': '#ffd866',
    '--portal-ground': '#101114',
    '--portal-line': '#2b2f36',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02020',
  },
});
