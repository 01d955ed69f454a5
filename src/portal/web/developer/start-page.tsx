import { Anchor, Badge, Button, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { serverUrl } from '../base';
import { paths } from '../paths';
import { useAccount } from '../session/queries';
import { covers } from '../session/scopes';
import { CodeTabs } from '../ui/code-tabs';
import { MethodBadge } from '../ui/method-badge';
import { Section, useDocumentTitle } from '../ui/page';
import { shorten } from '../ui/user-text';
import { OwnApis } from './apis/own-apis';
import { firstPrograms } from './apps/snippets';
import { FirstSteps } from './first-steps';
import { Home, useHasCalled } from './home';
import { useOwnDocument, useOwnOperations } from './reference/own-operations';

/** What this API offers, and the way to the first token. */
export function StartPage() {
  const { t } = useTranslation();
  const account = useAccount();
  const isDeveloper = covers(account.data?.scopes ?? [], 'consumer.app.list');
  useDocumentTitle(t('nav.start'));
  return (
    <Stack gap="xl">
      <div>
        <Title order={1} fz={32} lh={1.2} maw="36rem" className="user-text">
          {account.data
            ? t('home.title', { name: shorten(account.data.username, 40) })
            : t('start.title')}
        </Title>
        {/* Until it is known who reads, a stranger's words would only flash. */}
        {account.isPending && <Skeleton h={96} mt="sm" />}
        {!account.isPending && <Welcome isKnown={!!account.data} />}
      </div>
      {account.isPending && <Skeleton h={180} radius="lg" />}
      {account.data && isDeveloper && <Home account={account.data} />}
      {!account.isPending && !isDeveloper && <FirstSteps />}
      {!account.isPending && (isDeveloper ? <FirstProgramOfOwn /> : <FirstProgram />)}
      {covers(account.data?.scopes ?? [], 'consumer.api.list') && <OwnApis />}
      <Offered />
    </Stack>
  );
}

/** For who has not called yet; whoever has finds the program on the page of each app. */
function FirstProgramOfOwn() {
  const hasCalled = useHasCalled();
  return hasCalled === false && <FirstProgram />;
}

function FirstProgram() {
  const { t } = useTranslation();
  return (
    <Section title={t('start.program')} description={t('start.programHint')}>
      <CodeTabs
        label={t('start.program')}
        programs={firstPrograms({
          origin: serverUrl,
          key: 'YOUR_APP_KEY',
          secret: 'YOUR_APP_SECRET',
          scopes: ['deliveries'],
        })}
      />
    </Section>
  );
}

function Welcome({ isKnown }: { isKnown: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Text c="dimmed" size="lg" mt="sm" maw="40rem">
        {isKnown ? t('start.ownHint') : t('start.hint')}
      </Text>
      <Group mt="lg">
        <Button
          component={Link}
          to={isKnown ? paths.apps : paths.register}
          size="md"
          rightSection={<IconArrowRight size={18} aria-hidden />}
        >
          {isKnown ? t('start.toApps') : t('session.register')}
        </Button>
        <Button component={Link} to={paths.reference} size="md" variant="default">
          {t('nav.reference')}
        </Button>
      </Group>
    </>
  );
}

/** The operations of the API itself; Gatehouse's own are in the reference. */
function Offered() {
  const { t } = useTranslation();
  const document = useOwnDocument();
  const offered = useOwnOperations(document.data).filter(({ path }) => path.startsWith('/api/'));
  return (
    <Section
      title={t('start.offered')}
      description={t('start.offeredHint')}
      actions={
        <Anchor component={Link} to={paths.reference} size="sm">
          {t('start.all')}
        </Anchor>
      }
    >
      {document.isPending && <Skeleton h={260} />}
      {offered.length > 0 && (
        <Table className="table" aria-label={t('start.offered')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={110}>{t('operations.method')}</Table.Th>
              <Table.Th>{t('operations.path')}</Table.Th>
              <Table.Th>{t('operations.what')}</Table.Th>
              <Table.Th>{t('operations.scope')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {offered.map((operation) => (
              <Table.Tr key={operation.name}>
                <Table.Td>
                  <MethodBadge method={operation.method} />
                </Table.Td>
                <Table.Td data-label={t('operations.path')}>
                  <Anchor
                    component={Link}
                    to={`${paths.reference}?operation=${encodeURIComponent(operation.name)}`}
                    ff="monospace"
                    size="sm"
                  >
                    {operation.path}
                  </Anchor>
                </Table.Td>
                <Table.Td data-label={t('operations.what')}>{operation.summary}</Table.Td>
                <Table.Td data-label={t('operations.scope')}>
                  <Badge color="gray" ff="monospace">
                    {operation.scopes.join(' ') || t('operations.public')}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
