import { Group, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf, type ApiDocument, type Schema } from './document';
import { plain } from './examples';
import { WithCode } from './with-code';

/** More members are shown on a click. */
const FEW = 40;
const LONGEST_LIST = 200;

interface SchemaViewProps {
  document: ApiDocument;
  schema?: Schema;
}

/** What a body consists of; parts of parts open on a click, since they may hold themselves. */
export function SchemaView({ document, schema }: SchemaViewProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { members, variants } = insideOf(document, schema);
  const shown = all ? members : members.slice(0, FEW);
  return (
    <ul className="schema">
      {shown.map(([name, part, required]) => (
        <SchemaField key={name} name={name} part={part} required={required} document={document} />
      ))}
      {shown.length < members.length && (
        <li>
          <UnstyledButton fz="sm" c="var(--mantine-color-anchor)" onClick={() => setAll(true)}>
            {t('consumerApis.allFields', { count: members.length })}
          </UnstyledButton>
        </li>
      )}
      {variants.length > 0 && (
        <li>
          <Text size="xs" c="dimmed">
            {t('consumerApis.oneOf')}
          </Text>
          <ul className="schema">
            {variants.map((part, index) => (
              <SchemaField
                key={index}
                name={nameOf(part) ?? part.title ?? String(index + 1)}
                part={part}
                required={false}
                document={document}
              />
            ))}
          </ul>
        </li>
      )}
    </ul>
  );
}

interface SchemaFieldProps {
  name: string;
  part: Schema;
  required: boolean;
  document: ApiDocument;
  /** What stands there in place of the schema's own description. */
  description?: string;
  /** Said after the type: where a parameter goes. */
  place?: string;
}

/** One member, with what it may be. */
export function SchemaField(props: SchemaFieldProps) {
  const { name, part, required, document, place } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const schema = document.schema(part);
  const { members, variants } = insideOf(document, part);
  const hasMore = members.length > 0 || variants.length > 0;
  const description = props.description || schema.description;
  const facts = [
    typeText(document, part),
    place,
    required && t('reference.required'),
    schema.deprecated && t('consumerApis.deprecated'),
    schema.readOnly && t('consumerApis.readOnly'),
  ].filter(Boolean);
  return (
    <li>
      <Group gap={6}>
        {hasMore ? (
          <UnstyledButton
            className="schema-name"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronRight
              size={12}
              aria-hidden
              style={{ transform: isOpen ? 'rotate(90deg)' : undefined }}
            />
            {name}
          </UnstyledButton>
        ) : (
          <span className="schema-name">{name}</span>
        )}
        <Text size="xs" c="dimmed" className="user-text">
          {facts.join(' · ')}
        </Text>
      </Group>
      {description && (
        <Text size="xs" c="dimmed" className="document-text">
          <WithCode text={description} />
        </Text>
      )}
      <Limits schema={schema} />
      {isOpen && <SchemaView document={document} schema={part} />}
    </li>
  );
}

/** What the value is one of, or lies between. */
function Limits({ schema }: { schema: Schema }) {
  const { t } = useTranslation();
  const { minimum, maximum, minLength, maxLength, pattern } = schema;
  const values = schema.enum?.map(plain).join(' | ');
  const limits = [
    values,
    schema.default !== undefined && t('consumerApis.byDefault', { value: plain(schema.default) }),
    minimum !== undefined && `≥ ${minimum}`,
    maximum !== undefined && `≤ ${maximum}`,
    (minLength !== undefined || maxLength !== undefined) &&
      t('consumerApis.characters', { range: [minLength ?? 0, maxLength].filter((each) => each !== undefined).join('–') }), // prettier-ignore
    pattern,
  ].filter((each): each is string => typeof each === 'string' && each !== '');
  if (limits.length === 0) return null;
  const text = limits.join(' · ');
  return (
    <Text size="xs" ff="monospace" c="dimmed" className="user-text">
      {text.length > LONGEST_LIST ? `${text.slice(0, LONGEST_LIST)}…` : text}
    </Text>
  );
}

/** The members of an object, or of the objects in a list; and what it may be instead. */
function insideOf(document: ApiDocument, part: Schema | undefined) {
  let schema = document.schema(part);
  for (let depth = 0; schema.items && depth < 5; depth += 1) schema = document.schema(schema.items);
  const { properties = {}, required, additionalProperties: others } = schema;
  const members = Object.entries(properties).map(([name, each]): [string, Schema, boolean] => [
    name,
    each ?? {},
    !!required?.includes(name),
  ]);
  if (typeof others === 'object') members.push(['*', others, false]);
  const variants = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].filter(
    ({ type }) => type !== 'null',
  );
  return { members, variants };
}

/** `Charge[]`, `string (date-time)`, `integer | null`. */
export function typeText(document: ApiDocument, part: Schema | undefined, depth = 0): string {
  const schema = document.schema(part);
  if (schema.items && depth < 5) return `${typeText(document, schema.items, depth + 1)}[]`;
  const name = nameOf(part);
  const types =
    [schema.type].flat().filter(Boolean).join(' | ') || (schema.properties ? 'object' : '');
  const own = schema.format ? `${types} (${schema.format})` : types;
  const variants = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  if (!own && !name && variants.length > 0 && depth < 5)
    return variants.map((each) => typeText(document, each, depth + 1) || '…').join(' | ').slice(0, 120); // prettier-ignore
  const called = name && (schema.properties || schema.oneOf || schema.anyOf || !own) ? name : own;
  return schema.nullable ? `${called} | null` : called;
}
