import { MultiSelect, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { CreateGate } from '../../api/client.gen';
import { useAllApis } from '../apis/queries';

const DIALECTS = ['nginx', 'forward', 'envoy', 'json'] as const;
const MOST_HOPS = 16;
const SHOWN_APIS = 100;

/** What is said about a gate. */
export type GateDraft = Required<CreateGate>;

/** The fields whose faults are shown where they belong. */
export const GATE_FIELDS = ['name', 'dialect', 'apis', 'hops'];

/** Name, dialect, APIs, and how many proxies stand in front. */
export function GateFields({
  form,
  isNew,
}: {
  form: UseFormReturnType<GateDraft>;
  isNew?: boolean;
}) {
  const { t } = useTranslation();
  const apis = useAllApis();
  return (
    <>
      <TextInput
        label={t('gates.name')}
        required
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        data-autofocus={isNew}
        {...form.getInputProps('name')}
      />
      <MultiSelect
        label={t('gates.apis')}
        description={t('gates.apisHint')}
        required
        searchable
        limit={SHOWN_APIS}
        nothingFoundMessage={t('common.noMatch')}
        data={[...new Set([...(apis.data?.map(({ name }) => name) ?? []), ...form.values.apis])]}
        {...form.getInputProps('apis')}
      />
      <Radio.Group label={t('gates.dialect')} {...form.getInputProps('dialect')}>
        <Stack gap="sm" mt={6}>
          {DIALECTS.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`gates.dialectName.${value}`)}
              description={t(`gates.dialectHint.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <NumberInput
        label={t('gates.hops')}
        description={t('gates.hopsHint')}
        min={0}
        max={MOST_HOPS}
        allowDecimal={false}
        {...form.getInputProps('hops')}
      />
    </>
  );
}
