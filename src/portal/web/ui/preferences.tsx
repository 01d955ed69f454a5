import { ActionIcon, Group, NativeSelect, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'; // prettier-ignore
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useExactTimes, useUtc } from './time-choice';
import { chooseLanguage, LANGUAGES, type Language } from '../i18n/language';

const TIMES = ['relative', 'local', 'utc'] as const;

/** Language, times, and light or dark; all are remembered on this device. */
export function Preferences({ withTimes = false }: { withTimes?: boolean }) {
  const { t, i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'light' ? 'dark' : 'light';
  const [isExact, setExact] = useExactTimes();
  const [isUtc, setUtc] = useUtc();
  const times = isExact ? (isUtc ? 'utc' : 'local') : 'relative';
  const chooseTimes = (choice: string) => {
    setExact(choice !== 'relative');
    setUtc(choice === 'utc');
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <NativeSelect
        size="xs"
        aria-label={t('common.language')}
        value={i18n.language}
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
      />
      {withTimes && (
        <NativeSelect
          size="xs"
          aria-label={t('common.times.label')}
          value={times}
          data={TIMES.map((value) => ({ value, label: t(`common.times.${value}`) }))}
          onChange={(event) => chooseTimes(event.currentTarget.value)}
        />
      )}
      <ActionIcon
        variant="default"
        aria-label={t(`common.${other}`)}
        title={t(`common.${other}`)}
        onClick={() => setColorScheme(other)}
      >
        {scheme === 'light' ? <IconMoon size={16} /> : <IconSun size={16} />}
      </ActionIcon>
    </Group>
  );
}
