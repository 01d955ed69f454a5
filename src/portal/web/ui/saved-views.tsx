import { ActionIcon, Button, Group, Menu, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconBookmark, IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useAccount } from '../session/queries';
import { CancelButton, Dialog } from './dialog';
import { notify } from './notify';

/** A list with its filters and its order, under a name. */
export interface SavedView {
  name: string;
  /** The address of the page, with what the list shows. */
  to: string;
}

/** More would not be found again. */
const MOST = 50;
const LONGEST_NAME = 60;

/** What somebody saved on this device: a device may be shared. */
export function useSavedViews() {
  const userId = useAccount().data?.id;
  const [views, set] = useLocalStorage<SavedView[]>({
    key: `gatehouse.views.${userId ?? ''}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  return {
    views,
    save: (view: SavedView) =>
      set([...views.filter(({ name }) => name !== view.name), view].slice(-MOST)),
    drop: (view: SavedView) => set(views.filter(({ name }) => name !== view.name)),
  };
}

/** The saved views of the list on this page, and the way to save the one that is shown. */
export function SavedViews() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const { views, save, drop } = useSavedViews();
  const [asked, { open, close }] = useDisclosure();
  const here = views.filter(({ to }) => to.split('?')[0] === pathname);
  return (
    <>
      <Menu position="bottom-end" width={260} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            {t('views.title')}
            {here.length > 0 && ` (${here.length})`}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {here.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap">
              <Menu.Item component={Link} to={view.to} className="user-text">
                {view.name}
              </Menu.Item>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('views.drop', { name: view.name })}
                onClick={() => drop(view)}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          {here.length > 0 && <Menu.Divider />}
          <Menu.Item
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={!search}
            onClick={open}
          >
            {t('views.save')}
          </Menu.Item>
          {!search && (
            <Text size="xs" c="dimmed" px="sm" pb="xs">
              {t('views.nothing')}
            </Text>
          )}
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={asked} onClose={close} title={t('views.saveTitle')}>
        <SaveView
          close={close}
          save={(name) => {
            save({ name, to: pathname + withoutPage(search) });
            notify(t('views.saved'));
          }}
        />
      </Dialog>
    </>
  );
}

function SaveView({ save, close }: { save: (name: string) => void; close: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    save(name.trim());
    close();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          label={t('views.name')}
          description={t('views.hint')}
          maxLength={LONGEST_NAME}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <CancelButton onClick={close} />
          <Button type="submit">{t('common.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function withoutPage(search: string): string {
  const params = new URLSearchParams(search);
  params.delete('page');
  return `?${params}`;
}
