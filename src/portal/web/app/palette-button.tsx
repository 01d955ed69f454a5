import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types';

const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }));

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the search over everything, by a click or Ctrl K (⌘ K); its code is loaded then. */
export function PaletteButton({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Button
        visibleFrom="sm"
        variant="default"
        size="xs"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          <Kbd size="xs" aria-hidden>
            {isApple ? '⌘ K' : 'Ctrl K'}
          </Kbd>
        }
        aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
        onClick={open}
      >
        {t('palette.search')}
      </Button>
      <ActionIcon
        hiddenFrom="sm"
        variant="default"
        size="lg"
        aria-label={t('palette.search')}
        onClick={open}
      >
        <IconSearch size={16} aria-hidden />
      </ActionIcon>
      {isOpen && (
        <Suspense>
          <Palette account={account} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
