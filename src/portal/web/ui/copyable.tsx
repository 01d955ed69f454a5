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

/** An id, key or secret with its copy button. */
export function Copyable({ value, label }: { value: string; label: string }) {
  return (
    <Group gap={4} wrap="nowrap" style={{ minWidth: 0 }}>
      <Code style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{value}</Code>
      <CopyIcon value={value} label={label} />
    </Group>
  );
}

/** Several lines to copy and run; `label` names it for screen readers. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <section aria-label={label} style={{ position: 'relative' }}>
      <pre className="code-block">{code}</pre>
      <div style={{ position: 'absolute', top: 8, insetInlineEnd: 8 }}>
        <CopyIcon value={code} label={label} />
      </div>
    </section>
  );
}
