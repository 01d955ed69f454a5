import { ActionIcon, Code, Group, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Coloured } from './coloured';

interface CopyIconProps {
  value: string;
  label: string;
  /** Told when the value has arrived in the clipboard. */
  onCopied?: () => void;
}

/** The button that copies `value`; `label` says what it copies. */
export function CopyIcon({ value, label, onCopied }: CopyIconProps) {
  const { t } = useTranslation();
  const { copied, copy } = useClipboard({ timeout: 1500 });
  useEffect(() => {
    if (copied) onCopied?.();
  }, [copied, onCopied]);
  const name = copied ? t('common.copied') : t('common.copy');
  return (
    <Tooltip label={name}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        onClick={() => copy(value)}
        aria-label={`${name}: ${label}`}
      >
        {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      </ActionIcon>
    </Tooltip>
  );
}

interface CopyableProps extends CopyIconProps {
  /** Shows its beginning and its end alone, where many stand in a list; all of it is copied. */
  short?: boolean;
}

/** An id, key or secret with its copy button. */
export function Copyable({ value, label, onCopied, short }: CopyableProps) {
  const shown = short && value.length > 24 ? `${value.slice(0, 14)}…${value.slice(-6)}` : value;
  return (
    <Group gap={4} wrap="nowrap" style={{ minWidth: 0 }}>
      <Code
        style={short ? { whiteSpace: 'nowrap' } : { overflowWrap: 'anywhere', minWidth: 0 }}
        title={shown === value ? undefined : value}
      >
        {shown}
      </Code>
      <CopyIcon value={value} label={label} onCopied={onCopied} />
    </Group>
  );
}

interface CodeBlockProps {
  code: string;
  label: string;
  /** What it is written in, so that it has colours; plain without. */
  language?: string;
  /** Told when the code has arrived in the clipboard. */
  onCopied?: () => void;
}

/** Several lines to copy and run, scrolled where they are too long; `label` names it. */
export function CodeBlock({ code, label, language, onCopied }: CodeBlockProps) {
  return (
    <section aria-label={label} style={{ position: 'relative' }}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard too */}
      <pre className="code-block" tabIndex={0}>
        {language ? <Coloured code={code} language={language} /> : code}
      </pre>
      <div className="code-copy">
        <CopyIcon value={code} label={label} onCopied={onCopied} />
      </div>
    </section>
  );
}
