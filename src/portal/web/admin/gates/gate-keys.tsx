import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Gate, GateKey } from '../../api/types';
import { OverlapDialog } from '../../developer/apps/overlap-dialog';
import { DataTable, type Column } from '../../ui/data-table';
import { Section } from '../../ui/page';
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
      <OverlapDialog
        opened={opened}
        onClose={leave}
        words={{
          title: t('gates.newKeyTitle', { name: gate.name }),
          hint: t('gates.newKeyHint'),
          overlap: t('gates.overlap'),
          act: t('gates.newKey'),
        }}
        usual="1h"
        replace={renew}
      />
    </>
  );
}
