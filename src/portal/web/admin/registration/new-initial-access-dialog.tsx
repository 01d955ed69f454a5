import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  TextInput,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApiTitles } from '../../developer/apis/queries';
import { useOfferedScopes } from '../../developer/apps/queries';
import { daysAhead } from '../../ui/days-ahead';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { ScopePicker } from '../../ui/scope-picker';
import { showOnce } from '../../ui/shown-once';
import { GRANT_TYPES, useGrantWords } from './grant-words';
import { type NewInitialAccess, useCreateInitialAccess } from './queries';

const DAYS = ['1', '7', '30', '90', '365'] as const;
const MOST_USES = 1000;
const FIELDS = ['name', 'grantTypes', 'scopes', 'uses'];
/** What most programs register for; acting for itself is chosen on purpose. */
const USUAL: NewInitialAccess['grantTypes'] = ['authorization_code', 'refresh_token'];

interface NewInitialAccessDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** For whom the token is, what a program may register for with it, how often, and until when. */
export function NewInitialAccessDialog({ opened, ...props }: NewInitialAccessDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={props.onClose} size="lg" title={t('initialAccess.newTitle')}>
      <NewInitialAccessForm {...props} />
    </Dialog>
  );
}

function NewInitialAccessForm({ onClose }: Omit<NewInitialAccessDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const words = useGrantWords();
  const create = useCreateInitialAccess(({ name, token }) => {
    onClose();
    showOnce({
      title: t('initialAccess.made'),
      once: t('initialAccess.once'),
      about: name,
      values: [{ label: t('initialAccess.token'), value: token, isSecret: true }],
      ifLost: t('initialAccess.ifLost'),
      file: { name: 'initial-access-token.txt', text: `${token}\n` },
      closing: t('reveal.saved'),
    });
  });
  const scopes = useOfferedScopes();
  const titles = useApiTitles();
  const offered = (scopes.data ?? []).filter(({ name }) => !/^backend(\.|$)/.test(name));
  const form = useForm({
    initialValues: { name: '', grantTypes: USUAL, scopes: [] as string[], uses: 1, days: '7' },
    validate: { grantTypes: (value) => (value.length ? null : t('initialAccess.chooseGrant')) },
  });
  const submit = form.onSubmit(({ days, scopes: chosen, ...wish }) =>
    create.mutate(
      { ...wish, expiresAt: daysAhead(Number(days)), ...(chosen.length > 0 && { scopes: chosen }) },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={FIELDS} />
        <TextInput
          label={t('tokens.name')}
          description={t('initialAccess.nameHint')}
          required
          maxLength={255}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group
          label={t('initialAccess.grants')}
          description={t('initialAccess.grantsHint')}
          {...form.getInputProps('grantTypes')}
        >
          <Stack gap="xs" mt="xs">
            {GRANT_TYPES.map((name) => (
              <Checkbox key={name} value={name} label={words(name)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NumberInput
            label={t('initialAccess.uses')}
            description={t('initialAccess.usesHint')}
            min={1}
            max={MOST_USES}
            allowDecimal={false}
            miw={220}
            {...form.getInputProps('uses')}
          />
          <NativeSelect
            label={t('tokens.expires')}
            description={t('initialAccess.expiresHint')}
            miw={220}
            data={DAYS.map((value) => ({
              value,
              label: t('tokens.days', { count: Number(value) }),
            }))}
            {...form.getInputProps('days')}
          />
        </Group>
        <ScopePicker
          label={t('grants.scopes')}
          description={t('initialAccess.scopesHint')}
          scopes={offered}
          titles={titles}
          value={form.values.scopes}
          onChange={(value) => form.setFieldValue('scopes', value)}
          error={form.errors.scopes?.toString()}
        />
        <Group justify="flex-end" className="dialog-actions">
          <CancelButton onClick={onClose} />
          <Button type="submit" loading={create.isPending}>
            {t('tokens.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
