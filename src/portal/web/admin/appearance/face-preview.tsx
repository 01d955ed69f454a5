import { Group, Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { paletteOf, type Scheme } from '../../../../settings/appearance/palette';
import { GateMark } from '../../ui/gate-mark';

/** What is shown before it is saved; the colours can be read. */
export interface ShownFace {
  name: string;
  accentColor: string;
  accentColorDark: string | null;
  logo: string | null;
  logoDark: string | null;
}

const SCHEMES: Record<Scheme, Record<'ground' | 'surface' | 'line' | 'text' | 'dimmed', string>> = {
  light: { ground: '#f7f6f2', surface: '#ffffff', line: '#e7e4dc', text: '#1f1d1a', dimmed: '#5b564e' }, // prettier-ignore
  dark: { ground: '#131211', surface: '#1b1a18', line: '#33302c', text: '#e2dfd8', dimmed: '#b3aea4' }, // prettier-ignore
};

/** The face in both schemes, whichever the reader has. */
export function FacePreview({ face }: { face: ShownFace }) {
  return (
    <div className="face-preview">
      <PreviewIn scheme="light" face={face} logo={face.logo} />
      <PreviewIn scheme="dark" face={face} logo={face.logoDark ?? face.logo} />
    </div>
  );
}

function PreviewIn({
  scheme,
  face,
  logo,
}: {
  scheme: Scheme;
  face: ShownFace;
  logo: string | null;
}) {
  // prettier-ignore
  const { t } = useTranslation();
  const colours = SCHEMES[scheme];
  const shades = paletteOf(face.accentColor, face.accentColorDark)[scheme];
  const style = { background: colours.ground, borderColor: colours.line, color: colours.text };
  return (
    <figure style={style} aria-label={t(`appearance.preview.${scheme}`)}>
      <Group gap={8} wrap="nowrap" mb="md">
        {logo ? (
          <img src={logo} alt="" style={{ maxHeight: 26, maxWidth: 110 }} />
        ) : (
          <span style={{ color: shades.accent, lineHeight: 0 }}>
            <GateMark size={26} />
          </span>
        )}
        <Text fw={620} component="span" truncate>
          {face.name}
        </Text>
      </Group>
      <div className="face-card" style={{ background: colours.surface, borderColor: colours.line }}>
        <Text fw={620}>{t('appearance.preview.title')}</Text>
        <Text size="sm" c={colours.dimmed}>
          {t('appearance.preview.text')}{' '}
          <span style={{ color: shades.accent, textDecoration: 'underline' }}>
            {t('appearance.preview.link')}
          </span>
        </Text>
        <Group gap="xs" mt="sm">
          <Sample style={{ background: shades.accent, color: shades.onAccent }}>
            {t('appearance.preview.button')}
          </Sample>
          <Sample style={{ background: shades.tint, color: shades.onTint }}>
            {t('appearance.preview.quiet')}
          </Sample>
        </Group>
      </div>
    </figure>
  );
}

function Sample({ style, children }: { style: CSSProperties; children: string }) {
  return (
    <span className="face-sample" style={style}>
      {children}
    </span>
  );
}
