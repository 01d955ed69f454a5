import { Button, ColorInput, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contrastIn, ENOUGH, isColour, nearestReadable, type Scheme } from '../../../../settings/appearance/palette'; // prettier-ignore

interface AccentFieldProps {
  scheme: Scheme;
  /** Empty for none. */
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  /** What counts where the field is empty. */
  otherwise: string;
}

const SWATCHES = ['#0b6156', '#1d4ed8', '#6d28d9', '#be123c', '#b45309', '#166534', '#334155'];

/** An accent, with its contrast; for one that cannot be read, the nearest that can. */
export function AccentField({ scheme, value, onChange, error, otherwise }: AccentFieldProps) {
  const { t, i18n } = useTranslation();
  const colour = isColour(value) ? value : undefined;
  const contrast = contrastIn(scheme, colour ?? otherwise);
  const nearest = colour && contrast < ENOUGH ? nearestReadable(scheme, colour) : undefined;
  const ratio = contrast.toLocaleString(i18n.language, { maximumFractionDigits: 1 });
  return (
    <Stack gap={6}>
      <ColorInput
        label={t(`appearance.accent.${scheme}`)}
        placeholder={otherwise}
        maw="14rem"
        format="hex"
        withEyeDropper={false}
        swatches={scheme === 'light' ? SWATCHES : []}
        value={value}
        onChange={onChange}
        error={error}
      />
      <Group gap="xs" aria-live="polite">
        <Text size="sm" c={nearest ? 'var(--mantine-color-error)' : 'dimmed'}>
          {nearest
            ? t('appearance.lowContrast', { ratio, nearest })
            : t('appearance.contrast', { ratio })}
        </Text>
        {nearest && (
          <Button size="compact-sm" variant="default" onClick={() => onChange(nearest)}>
            {t('appearance.takeNearest', { nearest })}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
