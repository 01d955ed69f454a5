import { Alert, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { BinItem, BinPreview } from '../../api/client.gen';
import { CancelButton, Dialog } from '../../ui/dialog';
import { notify } from '../../ui/notify';
import { ProblemAlert, useProblemText } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { ProblemError } from '../../api/http';
import { type BinArea, useBinPreview, useRestore } from './queries';

/** Brings something back, after a look at what comes back and what does not. */
export function BringBack({ area, item }: { area: BinArea; item: BinItem }) {
  const { t } = useTranslation();
  const [asked, { open, close }] = useDisclosure();
  const name = shorten(item.name, 60);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={open}
        aria-label={`${t('bin.bringBack')}: ${name}`}
      >
        {t('bin.bringBack')}
      </Button>
      <Dialog opened={asked} onClose={close} title={t('bin.bringBackTitle', { name })}>
        {asked && <Question area={area} item={item} close={close} />}
      </Dialog>
    </>
  );
}

interface QuestionProps {
  area: BinArea;
  item: BinItem;
  close: () => void;
}

function Question({ area, item, close }: QuestionProps) {
  const { t } = useTranslation();
  const preview = useBinPreview(area, item.id);
  const restore = useRestore(area, () => {
    close();
    notify(t('bin.broughtBack', { name: shorten(item.name, 60) }));
  });
  return (
    <Stack>
      <ProblemAlert error={preview.error} retry={() => void preview.refetch()} />
      {preview.isPending && <Skeleton h={140} />}
      {preview.data?.obstacle && <Obstacle {...preview.data.obstacle} />}
      {preview.data && !preview.data.obstacle && <Consequences preview={preview.data} />}
      <ProblemAlert error={restore.error} />
      <Group justify="flex-end">
        <CancelButton onClick={close} />
        <Button
          loading={restore.isPending}
          disabled={!preview.data || !!preview.data.obstacle}
          onClick={() => restore.mutate(item.id)}
        >
          {t('bin.bringBack')}
        </Button>
      </Group>
    </Stack>
  );
}

function Obstacle({ code, detail }: { code: string; detail: string }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  return (
    <Alert variant="light" color="yellow" title={t('bin.obstacle')}>
      {textOf(new ProblemError(409, code, detail))}
    </Alert>
  );
}

function Consequences({ preview }: { preview: BinPreview }) {
  const { t } = useTranslation();
  const { kind, accounts, apps, remaining, lostScopes, roleId } = preview;
  const names = (list: string[]) => list.map((name) => shorten(name, 60)).join(', ');
  return (
    <>
      <Text size="sm" fw={550}>
        {t('bin.comes')}
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>{t(`bin.${kind}Comes`)}</List.Item>
        {accounts > 0 && <List.Item>{t('bin.accounts', { count: accounts })}</List.Item>}
        {apps > 0 && <List.Item>{t('bin.apps', { count: apps })}</List.Item>}
      </List>
      <Text size="sm" fw={550}>
        {t('bin.stays')}
      </Text>
      <List size="sm" spacing={4} className="user-text">
        <List.Item>{t(`bin.${kind}Stays`)}</List.Item>
        {roleId && <List.Item>{t('bin.role')}</List.Item>}
        {lostScopes.length > 0 && (
          <List.Item>{t('bin.lostScopes', { names: names(lostScopes.slice(0, 20)) })}</List.Item>
        )}
        {remaining.length > 0 && (
          <List.Item>{t('bin.remaining', { names: names(remaining.slice(0, 20)) })}</List.Item>
        )}
      </List>
    </>
  );
}
