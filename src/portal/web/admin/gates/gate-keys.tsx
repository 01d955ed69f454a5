import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gate, GateKey } from '../../api/types';
import { OVERLAPS, type Overlap } from '../../developer/apps/queries';
import { DataTable, type Column } from '../../ui/data-table';
import { CancelButton, Dialog } from '../../ui/dialog';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { Time } from '../../ui/time';
import { useShowGateKey } from './gate-reveal';
import { useNewGateKey } from './queries';

/** The live keys of a gate, and a new one. */
export function GateKeys({ gate }: { gate: Gate }) {
  const { t } = useTranslation();
  const { keys } = gate;
  const columns: Column<GateKey>[] = [
    {
      header: t('gates.key'),
      cell: ({ tail }) => (
        <Text ff="monospace" size="sm">
          ••••{tail}
        </Text>
      ),
    },
    { header: t('apps.created'), cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      header: t('apps.ends'),
      cell: ({ expiresAt }) => <Time at={expiresAt} empty={t('apps.endsNever')} />,
    },
  ];
  return (
    <Section
      title={t('gates.keys')}
      description={t('gates.keysHint')}
      actions={<NewKey gate={gate} />}
    >
      <DataTable
        label={t('gates.keys')}
        rows={{ data: { entry: keys, totalResults: keys.length } }}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Text p="md">{t('gates.noKeys')}</Text>}
      />
    </Section>
  );
}

/** A new key; the present one lives on until the proxy was changed. */
function NewKey({ gate }: { gate: Gate }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const [overlap, setOverlap] = useState<Overlap>('1h');
  const show = useShowGateKey();
  const renew = useNewGateKey(gate.id, ({ gateKey }) => {
    close();
    show(gate, gateKey);
  });
  const leave = () => {
    close();
    renew.reset();
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('gates.newKey')}
      </Button>
      <Dialog opened={opened} onClose={leave} title={t('gates.newKeyTitle', { name: gate.name })}>
        <Stack>
          <Text size="sm">{t('gates.newKeyHint')}</Text>
          <Radio.Group
            label={t('gates.overlap')}
            value={overlap}
            onChange={(value) => setOverlap(value as Overlap)}
          >
            <Stack gap="xs" mt={6}>
              {OVERLAPS.map((value) => (
                <Radio key={value} value={value} label={t(`rotate.after.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <ProblemAlert error={renew.error} />
          <Group justify="flex-end">
            <CancelButton onClick={leave} />
            <Button loading={renew.isPending} onClick={() => renew.mutate(overlap)}>
              {t('gates.newKey')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
