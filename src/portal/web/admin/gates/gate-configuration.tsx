import { Alert, Group, Stack, Tabs, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gate } from '../../api/types';
import { serverUrl } from '../../base';
import { Choice } from '../../ui/choice';
import { CodeBlock } from '../../ui/copyable';
import { useAllApis } from '../apis/queries';
import type { ProxyName, Surroundings } from './fill-configuration';
import { configurationOf, jsonQuestion, proxiesOf } from './proxies';

interface GateConfigurationProps {
  gate: Pick<Gate, 'dialect' | 'apis'>;
  /** Known only while it is shown. */
  gateKey?: string;
  /** Told when something was copied that holds the key. */
  onKeyCopied?: () => void;
}

/** What to paste into the proxy: the files of `examples`, with everything of this gate in its place. */
export function GateConfiguration({ gate, gateKey, onKeyCopied }: GateConfigurationProps) {
  const { t } = useTranslation();
  const apis = useAllApis();
  const [api, setApi] = useState(gate.apis[0] ?? '');
  const [gatehouse, setGatehouse] = useState(innerAddress);
  const [upstream, setUpstream] = useState('127.0.0.1:8080');
  const name = gate.apis.includes(api) ? api : (gate.apis[0] ?? '');
  const keyHeader = apis.data?.find((each) => each.name === name)?.keyHeader ?? 'X-Api-Key';
  const surroundings = { api: name, keyHeader, gateKey, gatehouse, upstream };
  const copied = (text: string) => (gateKey && text.includes(gateKey) ? onKeyCopied : undefined);
  return (
    <Stack>
      <Group align="flex-end" grow preventGrowOverflow={false}>
        {gate.apis.length > 1 && (
          <Choice
            label={t('gates.api')}
            value={name}
            onChange={setApi}
            choices={gate.apis.map((value) => ({ value, label: value }))}
          />
        )}
        <AddressField
          label={t('gates.address')}
          description={t('gates.addressHint')}
          value={gatehouse}
          onChange={setGatehouse}
        />
        {gate.dialect !== 'json' && (
          <AddressField
            label={t('gates.upstream')}
            description={t('gates.upstreamHint')}
            value={upstream}
            onChange={setUpstream}
          />
        )}
      </Group>
      {gate.apis.length > 1 && (
        <Text size="sm" c="dimmed">
          {t('gates.oneApi')}
        </Text>
      )}
      {gate.dialect === 'json' ? (
        <>
          <Text size="sm">{t('gates.configurationJson')}</Text>
          <Code
            label={t('gates.configuration')}
            code={jsonQuestion(surroundings)}
            copied={copied}
            hasKey={!!gateKey}
          />
        </>
      ) : (
        <ProxyFiles dialect={gate.dialect} surroundings={surroundings} copied={copied} />
      )}
    </Stack>
  );
}

/** Where the page came from, unless that is a proxy with TLS: then the port that we listen on. */
function innerAddress(): string {
  const { protocol, hostname, port } = new URL(serverUrl);
  if (protocol !== 'http:') return '127.0.0.1:3000';
  return `${hostname}:${port || '80'}`;
}

interface AddressFieldProps {
  label: string;
  description: string;
  value: string;
  onChange: (address: string) => void;
}

function AddressField({ onChange, ...props }: AddressFieldProps) {
  return (
    <TextInput
      {...props}
      miw={200}
      maxLength={255}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value.replace(/[^\w.:[\]-]/g, ''))}
    />
  );
}

type Copied = (text: string) => (() => void) | undefined;

interface ProxyFilesProps {
  dialect: Gate['dialect'];
  surroundings: Surroundings;
  copied: Copied;
}

function ProxyFiles({ dialect, surroundings, copied }: ProxyFilesProps) {
  const { t } = useTranslation();
  const proxies = proxiesOf(dialect);
  const [chosen, choose] = useState<ProxyName>();
  const current = proxies.find(({ name }) => name === chosen) ?? proxies[0];
  if (!current) return null;
  return (
    <Tabs
      value={current.name}
      onChange={(name) => choose((name ?? undefined) as ProxyName | undefined)}
      variant="pills"
      keepMounted={false}
    >
      {proxies.length > 1 && (
        <Tabs.List className="tabs" mb="sm" aria-label={t('gates.proxy')}>
          {proxies.map(({ name, title }) => (
            <Tabs.Tab key={name} value={name}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      )}
      {proxies.map(({ name }) => (
        <Tabs.Panel key={name} value={name}>
          <Files name={name} surroundings={surroundings} copied={copied} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** What a file of a proxy is written in, of what has colours. */
function languageOf(file: string): string | undefined {
  if (/\.ya?ml$/.test(file)) return 'yaml';
  return file.endsWith('.conf') ? 'nginx' : undefined;
}

function Files({
  name,
  surroundings,
  copied,
}: { name: ProxyName } & Omit<ProxyFilesProps, 'dialect'>) {
  const { t } = useTranslation();
  const { files, run, untested } = configurationOf(name, surroundings);
  const hasKey = surroundings.gateKey !== undefined;
  return (
    <Stack gap="sm">
      {untested && (
        <Alert variant="light" color="yellow">
          {t('gates.untested')}
        </Alert>
      )}
      {files.map(({ file, text }) => (
        <Code
          key={file}
          label={t('gates.configurationFile', { file })}
          code={text}
          language={languageOf(file)}
          copied={copied}
          hasKey={hasKey}
        />
      ))}
      <Code
        label={t('gates.configurationRun')}
        code={run}
        language="curl"
        copied={copied}
        hasKey={hasKey}
      />
    </Stack>
  );
}

interface CodeProps {
  label: string;
  code: string;
  language?: string;
  copied: Copied;
  /** Whether it is the one with the key: the page behind the dialog has the same without. */
  hasKey: boolean;
}

/** A text under its name, with the button that copies it. */
function Code({ label, code, language, copied, hasKey }: CodeProps) {
  const { t } = useTranslation();
  return (
    <div className="code-short">
      <Text size="sm" fw={500} mb={4}>
        {label}
      </Text>
      <CodeBlock
        label={hasKey ? t('gates.withKey', { label }) : label}
        code={code}
        language={language}
        onCopied={copied(code)}
      />
    </div>
  );
}
