import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { paths } from '../../paths';
import { Section } from '../../ui/page';
import { UserText } from '../../ui/user-text';
import { useApis } from './queries';

/** The first of the reader's APIs, for the start page; nothing when there is none. */
export function OwnApis() {
  const { t } = useTranslation();
  const apis = useApis({ count: 6 }).data;
  if (!apis?.totalResults) return null;
  return (
    <Section
      title={t('consumerApis.title')}
      description={t('consumerApis.hint')}
      actions={
        <Anchor component={Link} to={paths.apis} size="sm">
          {t('consumerApis.allApis')}
        </Anchor>
      }
    >
      <ul className="plain-list">
        {apis.entry.map(({ name, title, operationCount }) => (
          <li key={name}>
            <Anchor component={Link} to={generatePath(paths.api, { name })} fw={550}>
              <UserText text={title} max={80} />
            </Anchor>{' '}
            <Text span size="sm" c="dimmed">
              {t('consumerApis.count', { count: operationCount })}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
