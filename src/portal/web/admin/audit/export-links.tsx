import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { basePath } from '../../base';
import { covers } from '../../session/scopes';
import { useAccount } from '../../session/queries';

const FORMATS = { csv: 'CSV', jsonl: 'JSON Lines' };

/** Downloads what the page's filters leave, as a file. */
export function ExportLinks({ filter }: { filter: Record<string, string | undefined> }) {
  const { t } = useTranslation();
  const account = useAccount();
  if (!covers(account.data?.scopes ?? [], 'backend.audit.export')) return null;
  return (
    <Group gap="xs">
      {Object.entries(FORMATS).map(([format, name]) => (
        <Button
          key={format}
          component="a"
          href={addressOf(format, filter)}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={t('audit.exportAs', { format: name })}
          title={t('audit.exportHint')}
        >
          {name}
        </Button>
      ))}
    </Group>
  );
}

function addressOf(format: string, filter: Record<string, string | undefined>): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  return `${basePath}/backend/audit/export?${query.toString()}`;
}
