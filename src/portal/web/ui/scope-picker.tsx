import { Accordion, Badge, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
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

interface ScopePickerProps {
  label: string;
  description?: string;
  scopes: ScopeChoice[];
  value: string[];
  onChange: (value: string[]) => void;
  error?: string;
  disabled?: boolean;
}

/** Scopes by resource, each with the sentence that says what it opens. */
export function ScopePicker(props: ScopePickerProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const offered = props.scopes.filter(({ grantable }) => grantable !== false);
  const refused = props.scopes.filter(({ grantable }) => grantable === false);
  const wanted = search.toLowerCase();
  const found = offered.filter((scope) =>
    `${scope.name} ${scopeText(scope)}`.toLowerCase().includes(wanted),
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
              <Group gap="xs">
                <Text size="sm" fw={600} ff="monospace">
                  {group.name}
                </Text>
                <ChosenBadge group={group.scopes} chosen={props.value} />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap={8}>
                {group.scopes
                  .filter(({ name }) => wanted || !coveredBy(props.value, name))
                  .map((scope) => (
                    <ScopeBox key={scope.name} scope={scope} {...props} />
                  ))}
              </Stack>
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

function ChosenBadge({ group, chosen }: { group: ScopeChoice[]; chosen: string[] }) {
  const { t } = useTranslation();
  const count = group.filter(({ name }) => chosen.includes(name)).length;
  return count ? <Badge size="sm">{t('scopes.chosen', { count })}</Badge> : null;
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
