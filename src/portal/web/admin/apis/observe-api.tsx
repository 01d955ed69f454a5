import { Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../api/types';
import { ConfirmButton } from '../../ui/confirm';
import { daysAhead } from '../../ui/days-ahead';
import { Section } from '../../ui/page';
import { Time } from '../../ui/time';
import { isObserved } from './apis-page';
import { useUpdateApi } from './queries';

const DAYS = ['1', '3', '7', '14'] as const;

/** Lets everything through for a while, and records what would have been refused. */
export function ObserveApi({ api }: { api: Api }) {
  const { t } = useTranslation();
  const update = useUpdateApi(api.id);
  const [days, setDays] = useState<string>('1');
  const observe = (observeUntil: string | null) => update.mutateAsync({ observeUntil, of: api });
  const { name } = api;
  return (
    <Section title={t('adminApis.observe')} description={t('adminApis.observeHint')}>
      {isObserved(api) ? (
        <Group justify="space-between" gap="sm">
          <Text size="sm">
            {t('adminApis.observed')} <Time at={api.observeUntil} />.
          </Text>
          <ConfirmButton
            key="end"
            label={t('adminApis.observeEnd')}
            title={t('adminApis.observeEndTitle', { name })}
            consequence={t('adminApis.observeEndConsequence')}
            run={() => observe(null)}
          />
        </Group>
      ) : (
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label={t('adminApis.observeFor')}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
            data={DAYS.map((value) => ({
              value,
              label: t('adminApis.observeDays', { count: Number(value) }),
            }))}
          />
          <ConfirmButton
            key="start"
            label={t('adminApis.observeStart')}
            title={t('adminApis.observeStartTitle', { name })}
            consequence={t('adminApis.observeStartConsequence')}
            run={() => observe(daysAhead(Number(days)))}
          />
        </Group>
      )}
    </Section>
  );
}
