import { Accordion, Badge, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scopeText } from '../i18n/served';
import {
  coveredBy,
  groupScopes,
  toggleScope,
  type ScopeChoice,
  type ScopeGroup,
} from './scope-tree';
import { UserText } from './user-text';

/** More of one group are shown on a click: an imported API may bring hundreds. */
const FEW = 40;

interface ScopePickerProps {
  label: string;
  description?: string;
  scopes: ScopeChoice[];
  value: string[];
  onChange: (value: string[]) => void;
  error?: string;
  disabled?: boolean;
  /** What groups are called for people, where they are more than a word: titles of APIs. */
  titles?: Record<string, string>;
}

/** Scopes by resource, each with the sentence that says what it opens. */
export function ScopePicker(props: ScopePickerProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const offered = props.scopes.filter(({ grantable }) => grantable !== false);
  const refused = props.scopes.filter(({ grantable }) => grantable === false);
  const wanted = search.toLowerCase();
  const titleOf = ({ name }: ScopeChoice) => props.titles?.[name.split('.')[0] ?? ''] ?? '';
  const found = offered.filter((scope) =>
    `${scope.name} ${scopeText(scope)} ${titleOf(scope)}`.toLowerCase().includes(wanted),
  );
  const groups = groupScopes(found);
  const [opened, setOpened] = useState<string[]>();
  const [chosenAtFirst] = useState(props.value);
  return (
    <Stack gap="xs" component="fieldset" style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <Text component="legend" size="sm" fw={600} p={0}>
        {props.label}
      </Text>
      {props.description && (
        <Text size="xs" c="dimmed">
          {props.description}
        </Text>
      )}
      {props.error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" tabIndex={-1} data-fault>
          {props.error}
        </Text>
      )}
      {offered.length > 8 && (
        <TextInput
          size="xs"
          aria-label={t('scopes.search')}
          placeholder={t('scopes.search')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <Accordion
        multiple
        variant="separated"
        order={3}
        value={
          wanted ? groups.map(({ name }) => name) : (opened ?? firstOpened(groups, chosenAtFirst))
        }
        onChange={setOpened}
        styles={{ label: { paddingBlock: 8 } }}
      >
        {groups.map((group) => (
          <Accordion.Item key={group.name} value={group.name}>
            <Accordion.Control>
              <GroupHead {...props} group={group} />
            </Accordion.Control>
            <Accordion.Panel>
              <ScopeBoxes
                {...props}
                shown={group.scopes.filter(({ name }) => wanted || !coveredBy(props.value, name))}
              />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
        {refused.length > 0 && !wanted && (
          <Accordion.Item value=" refused">
            <Accordion.Control>
              <Text size="sm" c="dimmed">
                {t('scopes.missing')}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Refused scopes={refused} />
            </Accordion.Panel>
          </Accordion.Item>
        )}
      </Accordion>
      {!groups.length && (
        <Text size="sm" c="dimmed">
          {t('common.noMatch')}
        </Text>
      )}
    </Stack>
  );
}

/** The groups that hold something chosen, or the first. */
function firstOpened(groups: ScopeGroup[], chosen: string[]): string[] {
  const holding = groups.filter(({ scopes }) => scopes.some(({ name }) => chosen.includes(name)));
  return (holding.length ? holding : groups.slice(0, 1)).map(({ name }) => name);
}

function GroupHead({ group, titles, value }: ScopePickerProps & { group: ScopeGroup }) {
  const { t } = useTranslation();
  const { name, scopes } = group;
  const title = titles?.[name];
  const count = scopes.filter((scope) => value.includes(scope.name)).length;
  return (
    <Group gap="xs">
      {title && title !== name && (
        <Text size="sm" fw={600} component="span">
          <UserText text={title} max={60} />
        </Text>
      )}
      <Text size="sm" fw={600} ff="monospace">
        {name}
      </Text>
      {scopes.length > 1 && (
        <Badge size="sm" color="gray">
          {t('scopes.count', { count: scopes.length })}
        </Badge>
      )}
      {count > 0 && <Badge size="sm">{t('scopes.chosen', { count })}</Badge>}
    </Group>
  );
}

/** The first of them, and those that are chosen; the others on a click. */
function ScopeBoxes({ shown, ...props }: ScopePickerProps & { shown: ScopeChoice[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const [chosenAtFirst] = useState(props.value);
  // What is taken away here does not leave at once.
  const chosen = new Set([...chosenAtFirst, ...props.value]);
  const some = all ? shown : shown.filter(({ name }, index) => index < FEW || chosen.has(name));
  const count = shown.length - some.length;
  return (
    <Stack gap={8} align="flex-start">
      {some.map((scope) => (
        <ScopeBox key={scope.name} scope={scope} {...props} />
      ))}
      {count > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
          {t('scopes.showMore', { count })}
        </Button>
      )}
    </Stack>
  );
}

/** A scope that covers others stands for them: they are counted, and shown to who searches. */
function ScopeBox({
  scope,
  value,
  onChange,
  disabled,
  scopes,
}: ScopePickerProps & { scope: ScopeChoice }) {
  const { t } = useTranslation();
  const below = scopes.filter(({ name }) => name.startsWith(`${scope.name}.`)).length;
  const above = coveredBy(value, scope.name);
  return (
    <Checkbox
      ml={(scope.name.split('.').length - 1) * 22}
      checked={value.includes(scope.name) || !!above}
      disabled={disabled || !!above}
      onChange={() => onChange(toggleScope(value, scope.name))}
      label={
        <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{scope.name}</span>
      }
      description={
        <>
          <UserText text={scopeText(scope)} max={300} />
          {above && ` ${t('scopes.coveredBy', { scope: above })}`}
          {value.includes(scope.name) && below > 0 && ` ${t('scopes.covers', { count: below })}`}
        </>
      }
    />
  );
}

function Refused({ scopes }: { scopes: ScopeChoice[] }) {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      {scopes.map(({ name }) => (
        <Text key={name} size="xs">
          <Text span ff="monospace" fw={600} size="xs">
            {name}
          </Text>{' '}
          <Text span c="dimmed" size="xs">
            {t('scopes.roleLacks')}
          </Text>
        </Text>
      ))}
    </Stack>
  );
}
