import { Combobox, Loader, Modal, ScrollArea, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Account } from '../api/types';
import { useMemberships } from '../developer/accounts/queries';
import { usePublishedKinds } from '../developer/pages/queries';
import { useSavedViews } from '../ui/saved-views';
import { navigation } from './navigation';
import { type Found, useFound } from './palette-search';

/** As many letters as find something else than everything. */
const SHORTEST = 2;

/** Finds pages, saved views, and everything with a name that the reader may see. */
export function Palette({ account, close }: { account: Account; close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const combobox = useCombobox({ opened: true });
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const worksInAccounts = !!useMemberships().data?.length;
  const published = usePublishedKinds();
  const { views } = useSavedViews();
  const wanted = text.trim().toLowerCase();
  const matching = (found: Found[]) =>
    found.filter(({ label }) => label.toLowerCase().includes(wanted));
  const places = navigation(account.scopes, { worksInAccounts, published }).flatMap(
    (group) => group.places,
  );
  const { groups, isFetching } = useFound(account.scopes, asked.length < SHORTEST ? '' : asked);
  const all = [
    { name: t('palette.pages'), found: matching(places.map(({ label, to }) => ({ label: t(`nav.${label}`), to }))) }, // prettier-ignore
    { name: t('views.title'), found: matching(views.map(({ name, to }) => ({ label: name, to }))) },
    ...groups.map(({ kind, found }) => ({ name: t(`palette.${kind}`), found })),
  ].filter(({ found }) => found.length > 0);
  const { selectFirstOption } = combobox;
  const shown = all.flatMap(({ found }) => found.map(({ to }) => to)).join(' ');
  // The first answer is what Enter opens.
  useEffect(() => void selectFirstOption(), [shown, selectFirstOption]);
  const go = (to: string) => {
    close();
    void navigate(to);
  };
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      padding={0}
      size="lg"
      centered={false}
      yOffset="12vh"
      aria-label={t('palette.search')}
    >
      <Combobox store={combobox} onOptionSubmit={go}>
        <Combobox.EventsTarget>
          <TextInput
            data-autofocus
            size="md"
            variant="unstyled"
            className="palette-input"
            aria-label={t('palette.hint')}
            placeholder={t('palette.hint')}
            value={text}
            maxLength={200}
            onChange={(event) => setText(event.currentTarget.value)}
            leftSection={<IconSearch size={18} aria-hidden />}
            rightSection={isFetching && <Loader size="xs" aria-label={t('common.loading')} />}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className="palette-options" aria-label={t('palette.search')}>
          <ScrollArea.Autosize mah="55vh" type="auto">
            {all.map(({ name, found }) => (
              <Combobox.Group key={name} label={name}>
                {found.map(({ label, detail, to }) => (
                  <Combobox.Option key={to} value={to}>
                    <span className="user-text">{label}</span>
                    {detail && (
                      <Text span size="xs" ml="xs" className="palette-detail user-text">
                        {detail}
                      </Text>
                    )}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
            {all.length === 0 && !isFetching && (
              <Combobox.Empty>{t('common.noMatch')}</Combobox.Empty>
            )}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}
