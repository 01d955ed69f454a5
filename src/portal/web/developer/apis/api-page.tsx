import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, useParams } from 'react-router';
import { basePath, serverUrl } from '../../base';
import { paths } from '../../paths';
import { Copyable } from '../../ui/copyable';
import { Fact } from '../../ui/fact';
import { FailedPage } from '../../ui/failed-page';
import { Page, Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { AppChoice, OperationBrowser, useChosenApp } from '../operations/operation-browser';
import { operationsOf } from '../operations/operations';
import { useApi, useApiDocument } from './queries';

/** One API of the provider, with the operations that the reader's role opens. */
export function ApiPage() {
  const { t } = useTranslation();
  const { name = '' } = useParams();
  const api = useApi(name);
  const document = useApiDocument(name);
  const operations = useMemo(
    () =>
      api.data
        ? operationsOf(
            api.data,
            api.data.operations,
            document.data?.descriptions(api.data.basePath),
          )
        : [],
    [api.data, document.data],
  );
  const { apps, app } = useChosenApp(operations);
  if (api.isError)
    return <FailedPage query={api} back={{ to: paths.apis, label: t('consumerApis.title') }} />;
  const page = serverUrl + generatePath(paths.api, { name });
  return (
    <Page
      back={{ to: paths.apis, label: t('consumerApis.title') }}
      title={api.data?.title}
      description={
        api.data && <Copyable value={api.data.publicUrl} label={t('consumerApis.address')} />
      }
      actions={<AppChoice apps={apps} app={app} />}
    >
      {document.isError && (
        <ProblemAlert error={document.error} retry={() => void document.refetch()} />
      )}
      <OperationBrowser
        api={api.data && { ...api.data, page }}
        operations={operations}
        document={document.data}
        app={app}
        isReady={!!api.data && !document.isPending}
      >
        {api.data && (
          <About name={name} keyHeader={api.data.keyHeader} text={document.data?.about} />
        )}
      </OperationBrowser>
    </Page>
  );
}

interface AboutProps {
  name: string;
  keyHeader: string;
  text?: string;
}

/** What stands there until an operation is chosen. */
function About({ name, keyHeader, text }: AboutProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('consumerApis.about')} description={t('consumerApis.choose')}>
      <Stack gap="md">
        {text && (
          <Text size="sm" className="document-text">
            {text}
          </Text>
        )}
        <Group className="facts">
          <Fact label={t('consumerApis.keyHeader')}>
            <Copyable value={keyHeader} label={t('consumerApis.keyHeader')} />
          </Fact>
          <Fact label={t('consumerApis.document')}>
            <Anchor
              href={`${basePath}/consumer/api/${encodeURIComponent(name)}/document`}
              download={`${name}.json`}
              size="sm"
            >
              {name}.json
            </Anchor>
          </Fact>
        </Group>
      </Stack>
    </Section>
  );
}
