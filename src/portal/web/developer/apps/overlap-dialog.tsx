import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CancelButton, Dialog } from '../../ui/dialog';
import { ProblemAlert } from '../../ui/problem-alert';
import { useTranslation } from 'react-i18next';
import { OVERLAPS, type Overlap } from './queries';

interface Words {
  title: string;
  hint: string;
  /** Of the choice. */
  overlap: string;
  /** On the button. */
  act: string;
}

/** Replaces a secret or a key, and asks how long the old one lives on. */
export function OverlapDialog({
  opened,
  onClose,
  words,
  usual = '24h',
  replace,
  children,
}: {
  opened: boolean;
  onClose: () => void;
  words: Words;
  usual?: Overlap;
  replace: Pick<UseMutationResult<unknown, unknown, Overlap>, 'error' | 'isPending' | 'mutate'>;
  /** Stands before the choice. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [overlap, setOverlap] = useState<Overlap>(usual);
  return (
    <Dialog opened={opened} onClose={onClose} title={words.title}>
      <Stack>
        <Text size="sm">{words.hint}</Text>
        {children}
        <Radio.Group
          label={words.overlap}
          value={overlap}
          onChange={(value) => setOverlap(value as Overlap)}
        >
          <Stack gap="xs" mt={6}>
            {OVERLAPS.map((value) => (
              <Radio key={value} value={value} label={t(`rotate.after.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <ProblemAlert error={replace.error} />
        <Group justify="flex-end">
          <CancelButton onClick={onClose} />
          <Button loading={replace.isPending} onClick={() => replace.mutate(overlap)}>
            {words.act}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
