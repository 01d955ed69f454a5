import { Anchor, Code, Group, Stack, Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { basePath, serverUrl } from '../../base';
import { paths } from '../../paths';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';
import { Copyable } from '../../ui/copyable';
import { Fact } from '../../ui/fact';
import { Page, Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { OwnApis } from '../apis/own-apis';
import { AppChoice, OperationBrowser, useChosenApp } from '../operations/operation-browser';
import { OWN_API, useOwnDocument, useOwnOperations } from './own-operations';

/** What this server itself answers, from its OpenAPI document, and the way to the provider's APIs. */
export function ReferencePage() {
  const { t } = useTranslation();
  const account = useAccount();
  const document = useOwnDocument();
  const operations = useOwnOperations(document.data);
  const { apps, app } = useChosenApp(operations);
  const hasApis = covers(account.data?.scopes ?? [], 'consumer.api.list');
  return (
    <Page
      title={t('reference.title')}
      description={
        <>
          {t('reference.hint')} {hasApis && <ToApis />}
        </>
      }
      actions={<AppChoice apps={apps} app={app} />}
    >
      {document.isError && (
        <ProblemAlert error={document.error} retry={() => void document.refetch()} />
      )}
      <OperationBrowser
        api={OWN_API}
        operations={operations}
        document={document.data}
        app={app}
        isReady={!!document.data && !account.isPending}
      >
        <Stack gap="lg">
          {hasApis && <OwnApis />}
          <About />
        </Stack>
      </OperationBrowser>
    </Page>
  );
}

/** For who is signed in: APIs of the provider are seen by role. */
function ToApis() {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} to={paths.apis} inherit underline="always">
      {t('reference.toApis')}
    </Anchor>
  );
}

/** What stands there until an operation is chosen. */
function About() {
  const { t } = useTranslation();
  return (
    <Section title={t('reference.about')} description={t('consumerApis.choose')}>
      <Stack gap="md">
        <Text size="sm">
          <Trans i18nKey="reference.howTo" components={{ c: <Code /> }} />
        </Text>
        <Text size="sm">
          <Trans i18nKey="reference.howErrors" components={{ c: <Code /> }} />
        </Text>
        <Group className="facts">
          <Fact label={t('consumerApis.address')}>
            <Copyable value={serverUrl} label={t('consumerApis.address')} />
          </Fact>
          <Fact label={t('consumerApis.document')}>
            <Anchor href={`${basePath}/api/docs.json`} download="openapi.json" size="sm">
              openapi.json
            </Anchor>
          </Fact>
        </Group>
      </Stack>
    </Section>
  );
}
