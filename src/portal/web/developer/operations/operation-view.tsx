import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconLock, IconUser, IconWorld } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { Copyable, CopyIcon } from '../../ui/copyable';
import { Dotted } from '../../ui/dotted';
import { MethodBadge } from '../../ui/method-badge';
import { shorten } from '../../ui/user-text';
import { Answers } from './answers';
import { CallSection } from './call-section';
import { ContentView } from './content-view';
import type { ApiDocument, Description } from './document';
import { missingScopes, type ApiOperation, type DescribedApi } from './operations';
import { SchemaField } from './schema-view';
import { WithCode } from './with-code';

interface OperationViewProps {
  api: DescribedApi;
  operation: ApiOperation;
  /** Unset until it is here, or when it cannot be read. */
  document?: ApiDocument;
  app?: App;
}

/** One operation: who may call it, what it takes and answers, and programs that call it. */
export function OperationView({ api, operation, document, app }: OperationViewProps) {
  const { t } = useTranslation();
  const { name, method, path, summary, description } = operation;
  const heading = useRef<HTMLHeadingElement>(null);
  // The list before it may be long: who chose an operation goes on reading here.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [name]);
  return (
    <Stack gap="lg">
      <div>
        <Group gap={4} wrap="nowrap" align="flex-start">
          <Title order={2} ref={heading} tabIndex={-1} className="user-text operation-title">
            {summary || path}
          </Title>
          <CopyIcon value={`${api.page}#${name}`} label={t('reference.link')} />
        </Group>
        <Group gap="xs" mt={6} wrap="nowrap" align="flex-start">
          <MethodBadge method={method} />
          <Text ff="monospace" size="sm">
            <Dotted text={path} />
          </Text>
          {description?.deprecated && <Badge color="orange">{t('consumerApis.deprecated')}</Badge>}
        </Group>
        {description?.description && description.description !== summary && (
          <Text size="sm" mt="sm" maw="44rem" className="document-text">
            <WithCode text={description.description} />
          </Text>
        )}
      </div>
      <MayCall operation={operation} app={app} />
      <CallSection key={name} api={api} operation={operation} document={document} app={app} />
      {document && description && (
        <Described key={`${name} described`} document={document} description={description} />
      )}
      <div>
        <Caption>{t('reference.name')}</Caption>
        <Copyable value={name} label={t('reference.name')} />
      </div>
    </Stack>
  );
}

/** Whether the chosen app may call it, and what it lacks when it may not. */
function MayCall({ operation, app }: Pick<OperationViewProps, 'operation' | 'app'>) {
  const { t } = useTranslation();
  if (operation.access === 'public')
    return (
      <Alert color="green" variant="light" icon={<IconWorld size={18} aria-hidden />}>
        {t('consumerApis.isPublic')}
      </Alert>
    );
  if (operation.description?.isForLogins)
    return (
      <Alert variant="light" icon={<IconUser size={18} aria-hidden />}>
        {t('reference.forLogins')}
      </Alert>
    );
  const scopes = operation.scopes.join(' ');
  if (!app)
    return (
      <Alert variant="light" icon={<IconLock size={18} aria-hidden />}>
        <Group justify="space-between" gap="xs">
          <span className="user-text">{t('consumerApis.needs', { scopes })}</span>
          <Button component={Link} to={paths.apps} size="compact-sm" variant="default">
            {t('consumerApis.makeApp')}
          </Button>
        </Group>
      </Alert>
    );
  const missing = missingScopes(app, operation);
  const name = shorten(app.name, 60);
  const isActive = app.status === 'active';
  if (missing.length === 0)
    return (
      <Alert
        color={isActive ? 'green' : 'yellow'}
        variant="light"
        icon={isActive ? <IconCheck size={18} aria-hidden /> : <IconLock size={18} aria-hidden />}
      >
        <span className="user-text">
          {t(isActive ? 'consumerApis.mayCall' : 'consumerApis.mayCallLater', { name })}
        </span>
      </Alert>
    );
  return (
    <Alert color="yellow" variant="light" icon={<IconLock size={18} aria-hidden />}>
      <span className="user-text">
        {t('consumerApis.lacks', { name, scopes: missing.join(' '), count: missing.length })}
      </span>{' '}
      <Anchor
        component={Link}
        to={`${generatePath(paths.app, { id: app.id })}?tab=settings`}
        size="sm"
        underline="always"
      >
        {t('consumerApis.toSettings')}
      </Anchor>
    </Alert>
  );
}

interface DescribedProps {
  document: ApiDocument;
  description: Description;
}

/** What it takes and what it answers, as far as the document says it. */
function Described({ document, description }: DescribedProps) {
  const { t } = useTranslation();
  const { parameters, body, answers } = description;
  return (
    <>
      {parameters.length > 0 && (
        <Part title={t('reference.parameters')}>
          <ul className="schema">
            {parameters.map((parameter) => (
              <SchemaField
                key={`${parameter.in} ${parameter.name}`}
                name={parameter.name}
                part={parameter.schema}
                required={parameter.required}
                description={parameter.description}
                place={t(`consumerApis.in.${parameter.in}`)}
                document={document}
              />
            ))}
          </ul>
        </Part>
      )}
      {body && (
        <Part title={t('reference.body')}>
          {body.description && (
            <Text size="sm" className="document-text">
              <WithCode text={body.description} />
            </Text>
          )}
          <ContentView document={document} content={body} />
        </Part>
      )}
      {answers.length > 0 && (
        <Part title={t('reference.answers')}>
          <Answers document={document} answers={answers} />
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Caption({ children }: { children: string }) {
  return (
    <Text size="xs" fw={600} c="dimmed" mb={2}>
      {children}
    </Text>
  );
}
