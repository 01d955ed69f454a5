import { Grid, Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Copyable } from '../../ui/copyable';
import type { ApiOperation, Schema } from './document';
import { TryIt } from './try-it';

/** What an operation takes and answers, and the way to try it. */
export function OperationDetail({ operation }: { operation: ApiOperation }) {
  const { t } = useTranslation();
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="sm">
          {operation.description && <Text size="sm">{operation.description}</Text>}
          <div>
            <Caption>{t('reference.name')}</Caption>
            <Copyable value={operation.id} label={t('reference.name')} />
          </div>
          {operation.parameters.length > 0 && (
            <div>
              <Caption>{t('reference.parameters')}</Caption>
              {operation.parameters.map((parameter) => (
                <Field
                  key={parameter.name}
                  name={parameter.name}
                  schema={parameter.schema}
                  required={!!parameter.required}
                  description={parameter.description}
                />
              ))}
            </div>
          )}
          {operation.body && <Body body={operation.body} />}
          <div>
            <Caption>{t('reference.answers')}</Caption>
            <List size="sm" listStyleType="none">
              {operation.responses.map(({ status, description }) => (
                <List.Item key={status}>
                  <Text span ff="monospace" fw={600} size="sm">
                    {status}
                  </Text>{' '}
                  {description}
                </List.Item>
              ))}
            </List>
          </div>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <TryIt operation={operation} />
      </Grid.Col>
    </Grid>
  );
}

function Body({ body }: { body: NonNullable<ApiOperation['body']> }) {
  const { t } = useTranslation();
  return (
    <div>
      <Caption>{`${t('reference.body')} · ${body.type}`}</Caption>
      {Object.entries(body.schema.properties ?? {}).map(([name, schema]) => (
        <Field
          key={name}
          name={name}
          schema={schema}
          required={!!body.schema.required?.includes(name)}
          description={schema.description}
        />
      ))}
    </div>
  );
}

function Caption({ children }: { children: string }) {
  return (
    <Text size="xs" fw={600} c="dimmed" mb={2}>
      {children}
    </Text>
  );
}

interface FieldProps {
  name: string;
  schema?: Schema;
  required: boolean;
  description?: string;
}

function Field({ name, schema, required, description }: FieldProps) {
  const { t } = useTranslation();
  const type = [schema?.type].flat().filter(Boolean).join(' | ');
  return (
    <div style={{ paddingBlock: 4 }}>
      <Group gap={6}>
        <Text ff="monospace" size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {schema?.enum ? schema.enum.join(' | ') : type}
          {required && ` · ${t('reference.required')}`}
        </Text>
      </Group>
      {description && (
        <Text size="xs" c="dimmed">
          {description}
        </Text>
      )}
    </div>
  );
}
