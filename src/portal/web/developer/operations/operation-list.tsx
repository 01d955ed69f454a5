import { Badge, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronRight, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { App } from '../../api/types';
import { MethodBadge } from '../../ui/method-badge';
import { missingScopes, type ApiOperation } from './operations';

/** With more than this the groups are closed at first. */
const FEW = 30;

interface OperationListProps {
  operations: ApiOperation[];
  chosen?: ApiOperation;
  app?: App;
  /** Whether all groups are open, since somebody searches. */
  isSearch: boolean;
  /** Whether the first group is open for who has chosen nothing yet. */
  opensFirst?: boolean;
}

/** The operations of an API by group, each a link. */
export function OperationList({
  operations,
  chosen,
  app,
  isSearch,
  opensFirst,
}: OperationListProps) {
  const { t } = useTranslation();
  const groups = Map.groupBy(operations, ({ group }) => group);
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const areOpen = isSearch || operations.length <= FEW || groups.size === 1;
  return (
    <nav aria-label={t('consumerApis.operations')} className="operation-list">
      {[...groups].map(([group, members], index) => {
        const isFirst = !!opensFirst && !chosen && index === 0;
        const isOpen = toggled[group] ?? (areOpen || isFirst || group === chosen?.group);
        return (
          <section key={group} aria-label={group}>
            <UnstyledButton
              className="operation-group"
              aria-expanded={isOpen}
              onClick={() => setToggled({ ...toggled, [group]: !isOpen })}
            >
              <IconChevronRight
                size={14}
                aria-hidden
                style={{ transform: isOpen ? 'rotate(90deg)' : undefined, flex: 'none' }}
              />
              <Text size="sm" fw={600} className="user-text" style={{ flex: 1 }}>
                {group}
              </Text>
              <Badge size="sm" color="gray">
                {members.length}
              </Badge>
            </UnstyledButton>
            {isOpen && (
              <ul>
                {members.map((operation) => (
                  <li key={operation.name}>
                    <Row operation={operation} isChosen={operation === chosen} app={app} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </nav>
  );
}

interface RowProps {
  operation: ApiOperation;
  isChosen: boolean;
  app?: App;
}

function Row({ operation, isChosen, app }: RowProps) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  next.set('operation', operation.name);
  const isClosed = app && missingScopes(app, operation).length > 0;
  return (
    <Link
      to={`?${next}`}
      className="operation-row"
      aria-current={isChosen ? 'page' : undefined}
      title={`${operation.method} ${operation.path}`}
    >
      <MethodBadge method={operation.method} small />
      <span className="operation-name">
        {operation.summary || operation.path}
        {operation.summary && <small>{operation.path}</small>}
      </span>
      {isClosed && (
        <Text component="span" c="dimmed" flex="none" title={t('consumerApis.appMayNot')}>
          <IconLock size={14} aria-hidden />
          <VisuallyHidden>{t('consumerApis.appMayNot')}</VisuallyHidden>
        </Text>
      )}
    </Link>
  );
}
