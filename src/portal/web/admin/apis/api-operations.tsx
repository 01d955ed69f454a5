import { Badge, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api, ImportedOperation } from '../../api/types';
import { DataTable, type Column } from '../../ui/data-table';
import { Dotted } from '../../ui/dotted';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { MethodBadge } from '../../ui/method-badge';
import { ScopeBadges } from '../../ui/scope-badges';
import { SearchField } from '../../ui/search-field';
import { oneOf, useListQuery } from '../../ui/use-list-query';
import { UserText } from '../../ui/user-text';
import { OperationDialog } from './operation-dialog';
import { useImportedOperations } from './queries';

const ACCESS = ['private', 'public'] as const;
const ORDERS = ['name', '-name'] as const;

/** Every operation, and who may call it. */
export function ApiOperations({ api, goToImport }: { api: Api; goToImport: () => void }) {
  const { t } = useTranslation();
  const list = useListQuery('name');
  const access = oneOf(ACCESS, list.filter('access'));
  const unheld = oneOf(['true'] as const, list.filter('unheld'));
  const sort = oneOf(ORDERS, list.filter('sort'));
  const operations = useImportedOperations(api.id, { ...list.query, access, unheld, sort });
  const [chosen, choose] = useState<ImportedOperation>();
  const columns: Column<ImportedOperation>[] = [
    {
      header: t('adminApis.operation'),
      sort: 'name',
      cell: (operation) => <What operation={operation} />,
    },
    {
      header: t('adminApis.access'),
      cell: (operation) => <Access operation={operation} />,
      width: 190,
    },
    {
      header: t('adminApis.scopes'),
      cell: (operation) => <Needs operation={operation} />,
      width: '26%',
    },
    {
      cell: (operation) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('adminApis.change')}: ${operation.name}`}
          onClick={() => choose(operation)}
        >
          {t('adminApis.change')}
        </Button>
      ),
      width: 160,
    },
  ];
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <SearchField list={list} label={t('adminApis.searchOperations')} />
        <FilterSelect
          list={list}
          name="access"
          label={t('adminApis.access')}
          any={t('adminApis.anyAccess')}
          choices={ACCESS.map((value) => ({ value, label: t(`adminApis.${value}`) }))}
        />
        <FilterSelect
          list={list}
          name="unheld"
          label={t('operations.who')}
          any={t('list.calledOrNot')}
          choices={[{ value: 'true', label: t('list.uncalled') }]}
        />
      </Group>
      <DataTable
        label={t('adminApis.operations')}
        rows={operations}
        list={list}
        filtered={!!(access || unheld)}
        columns={columns}
        rowKey={({ name }) => name}
        empty={
          <EmptyState
            icon={IconRoute}
            title={api.importedAt ? t('adminApis.noOperations') : t('adminApis.importNever')}
            action={<Button onClick={goToImport}>{t('adminApis.tab.import')}</Button>}
          >
            {t('adminApis.importNeverHint')}
          </EmptyState>
        }
      />
      <OperationDialog api={api} operation={chosen} onClose={() => choose(undefined)} />
    </Stack>
  );
}

function What({ operation: { name, method, path, summary } }: { operation: ImportedOperation }) {
  return (
    <>
      <Text size="sm" ff="monospace" fw={550}>
        <Dotted text={name} />
      </Text>
      <Group gap={6} mt={2} wrap="nowrap" align="flex-start">
        <MethodBadge method={method} />
        <Text size="xs" ff="monospace" c="dimmed">
          <Dotted text={path} />
        </Text>
      </Group>
      {summary && (
        <Text size="xs" c="dimmed" mt={2}>
          <UserText text={summary} />
        </Text>
      )}
    </>
  );
}

function Access({ operation }: { operation: ImportedOperation }) {
  const { t } = useTranslation();
  const isOpen = operation.access === 'public';
  return (
    <Stack gap={4} align="flex-start">
      <Badge color={isOpen ? 'orange' : 'gray'} miw="max-content">
        {t(`adminApis.${operation.access}`)}
      </Badge>
      {operation.reason && (
        <Text size="xs" c="dimmed">
          <UserText text={operation.reason} />
        </Text>
      )}
      {operation.proposedPublic && !isOpen && (
        <Tooltip
          label={t('adminApis.proposedPublicHint')}
          events={{ hover: true, focus: true, touch: true }}
        >
          <Badge color="yellow" size="sm" tabIndex={0} miw="max-content">
            {t('adminApis.proposedPublic')}
          </Badge>
        </Tooltip>
      )}
    </Stack>
  );
}

/** What a caller needs: its own name, or other scopes, and names that it had before. */
function Needs({ operation: { access, name, scopes, aliases } }: { operation: ImportedOperation }) {
  const { t } = useTranslation();
  if (access === 'public') return '—';
  const isOwn = scopes.length === 1 && scopes[0] === name;
  return (
    <>
      {isOwn ? (
        <Text size="sm" c="dimmed">
          {t('adminApis.ownScope')}
        </Text>
      ) : (
        <ScopeBadges scopes={scopes} max={3} />
      )}
      {isOwn && aliases.length > 0 && (
        <Text size="xs" c="dimmed" mt={2}>
          {t('adminApis.formerly')}{' '}
          <Text span size="xs" ff="monospace">
            <Dotted text={aliases.join(', ')} />
          </Text>
        </Text>
      )}
    </>
  );
}
