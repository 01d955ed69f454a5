import {
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/http';
import type { Setting, SettingValue } from '../../api/types';
import { notify } from '../../ui/notify';
import { fieldErrors, ProblemAlert, useProblemText } from '../../ui/problem-alert';
import { useUnsaved } from '../../ui/unsaved';
import { useAllRoles } from '../users/queries';
import { useSetSetting } from './queries';

/** One setting: its name, a sentence, and the control that its type needs. */
export function SettingControl({ setting }: { setting: Setting }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const change = useSetSetting();
  // What was typed belongs to the value that was seen; loading the newest begins anew.
  const [edition, setEdition] = useState(0);
  const set: Set = (value, of = setting) =>
    change.mutate(
      { value, of },
      {
        onSuccess: () => {
          setEdition(edition + 1);
          notify(t('settings.saved'));
        },
      },
    );
  const isOld = isProblem(change.error, 'changed_meanwhile');
  const error =
    change.error && !isOld
      ? (fieldErrors(change.error).value ?? problemText(change.error))
      : undefined;
  const words = useWords(setting);
  const props: ControlProps = { setting, set, error, pending: change.isPending, ...words };
  const loadNewest = () => {
    setEdition(edition + 1);
    change.reset();
  };
  return (
    <Stack gap="xs">
      <Control key={edition} {...props} />
      {isOld && <ProblemAlert error={change.error} loadNewest={loadNewest} />}
    </Stack>
  );
}

function Control(props: ControlProps) {
  const { setting } = props;
  if (setting.type === 'boolean') return <Toggle {...props} />;
  if (setting.key === 'role_default') return <RoleChoice {...props} />;
  if (setting.type === 'list') return <Names {...props} />;
  if (setting.choices) return <Choice {...props} choices={setting.choices} />;
  return <Field {...props} />;
}

type Set = (value: SettingValue, of?: Setting) => void;

interface ControlProps {
  setting: Setting;
  set: Set;
  error?: string;
  pending: boolean;
  label: string;
  description: string;
}

/** The setting's name and sentence in the reader's language; the server's where we have none. */
function useWords({ key, description }: Setting): { label: string; description: string } {
  const { t, i18n } = useTranslation();
  const name = key.replaceAll('.', '_');
  const text = (kind: string, otherwise: string) =>
    i18n.exists(`settings.${kind}.${name}`)
      ? t(`settings.${kind}.${name}` as 'settings.name.role_default')
      : otherwise;
  return { label: text('name', key), description: text('sentence', description) };
}

function Toggle({ setting, set, error, pending, label, description }: ControlProps) {
  return (
    <Switch
      label={label}
      description={description}
      error={error}
      checked={setting.value === true}
      disabled={pending}
      onChange={(event) => set(event.currentTarget.checked)}
    />
  );
}

/** More than a list on the screen shows at once: they are searched. */
const MANY = 12;

function RoleChoice(props: ControlProps) {
  const roles = useAllRoles();
  return <Choice {...props} choices={(roles.data ?? []).map(({ name }) => name)} />;
}

function Choice({
  setting,
  set,
  error,
  pending,
  label,
  description,
  choices,
}: ControlProps & { choices: string[] }) {
  // prettier-ignore
  const { t, i18n } = useTranslation();
  const word = (value: string) =>
    i18n.exists(`settings.choice.${value}`)
      ? t(`settings.choice.${value}` as 'settings.choice.auto')
      : value;
  const shared = {
    maw: 420,
    label,
    description,
    error,
    disabled: pending,
    value: String(setting.value),
    data: choices.map((value) => ({ value, label: word(value) })),
  };
  if (choices.length > MANY)
    return (
      <Select
        {...shared}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('common.noMatch')}
        onChange={(value) => value && set(value)}
      />
    );
  return <NativeSelect {...shared} onChange={(event) => set(event.currentTarget.value)} />;
}

/** Text and numbers are saved by a button, so that no half-typed value counts. */
function Field({ setting, set, error, pending, label, description }: ControlProps) {
  const { t, i18n } = useTranslation();
  const [seen, setSeen] = useState(setting);
  const [typed, setTyped] = useState<SettingValue>();
  const value = typed ?? setting.value;
  const setValue = (next: SettingValue) => {
    if (typed === undefined) setSeen(setting);
    setTyped(next);
  };
  useUnsaved(() => value !== setting.value);
  const spoken = setting.key.endsWith('_ttl') ? duration(Number(value), i18n.language) : '';
  const sentence = spoken ? `${description} ${t('settings.now', { spoken })}` : description;
  const shared = {
    label,
    description: sentence,
    error,
    style: { flex: '1 1 16rem', maxWidth: 420 },
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set(value, typed === undefined ? setting : seen);
      }}
    >
      <Group align="flex-end">
        {setting.type === 'number' ? (
          <NumberInput
            {...shared}
            min={setting.minimum}
            max={setting.maximum}
            allowDecimal={false}
            thousandSeparator=" "
            value={Number(value)}
            onChange={(next) => setValue(Number(next))}
          />
        ) : (
          <TextInput
            {...shared}
            value={String(value)}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        <Button
          type="submit"
          variant="default"
          loading={pending}
          disabled={value === setting.value}
        >
          {t('common.save')}
        </Button>
      </Group>
    </form>
  );
}

/** A list of names as one line of text. */
function Names({ setting, set, error, pending, label, description }: ControlProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => namesOf(setting.value).join(', '));
  const names = namesOf(text);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set(names);
      }}
    >
      <Group align="flex-end">
        <TextInput
          label={label}
          description={`${description} ${t('settings.listHint')}`}
          error={error}
          style={{ flex: '1 1 16rem', maxWidth: 420 }}
          spellCheck={false}
          autoCapitalize="none"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={pending}
          disabled={names.join() === namesOf(setting.value).join()}
        >
          {t('common.save')}
        </Button>
      </Group>
    </form>
  );
}

function namesOf(value: SettingValue): string[] {
  return Array.isArray(value)
    ? value
    : String(value)
        .split(/[\s,]+/)
        .filter(Boolean);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** So many seconds in the largest two units: “14 days”, “1 hour, 30 minutes”. */
function duration(seconds: number, language: string): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts = UNITS.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
    return count ? [format.format(count)] : [];
  });
  return parts.slice(0, 2).join(', ');
}
