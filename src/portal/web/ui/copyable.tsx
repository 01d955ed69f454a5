import { ActionIcon, Code, CopyButton, Group, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** The button that copies `value`; `label` says what it copies. */
export function CopyIcon({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('common.copied') : t('common.copy')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            onClick={copy}
            aria-label={`${copied ? t('common.copied') : t('common.copy')}: ${label}`}
          >
            {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

interface CopyableProps {
  value: string;
  label: string;
  /** Shows its beginning and its end alone, where many stand in a list; all of it is copied. */
  short?: boolean;
}

/** An id, key or secret with its copy button. */
export function Copyable({ value, label, short }: CopyableProps) {
  const shown = short && value.length > 24 ? `${value.slice(0, 14)}…${value.slice(-6)}` : value;
  return (
    <Group gap={4} wrap="nowrap" style={{ minWidth: 0 }}>
      <Code
        style={short ? { whiteSpace: 'nowrap' } : { overflowWrap: 'anywhere', minWidth: 0 }}
        title={shown === value ? undefined : value}
      >
        {shown}
      </Code>
      <CopyIcon value={value} label={label} />
    </Group>
  );
}

/** Several lines to copy and run, scrolled where they are too long; `label` names it. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <section aria-label={label} style={{ position: 'relative' }}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard too */}
      <pre className="code-block" tabIndex={0}>
        {code}
      </pre>
      <div className="code-copy">
        <CopyIcon value={code} label={label} />
      </div>
    </section>
  );
}
