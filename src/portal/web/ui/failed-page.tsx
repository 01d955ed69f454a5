import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isProblem } from '../api/http';
import { Page } from './page';
import { ProblemAlert } from './problem-alert';

interface FailedPageProps {
  query: { error: unknown; refetch: () => unknown };
  /** The list that the object would stand in. */
  back: { to: string; label: string };
}

/** In the place of an object that is not there, or that could not be read. */
export function FailedPage({ query: { error, refetch }, back }: FailedPageProps) {
  const { t } = useTranslation();
  const gone = isProblem(error, 'not_found');
  return (
    <Page
      title={gone ? t('common.gone') : t('common.broken')}
      description={gone && t('common.goneHint')}
    >
      {!gone && <ProblemAlert error={error} retry={() => void refetch()} />}
      <Anchor component={Link} to={back.to}>
        ← {back.label}
      </Anchor>
    </Page>
  );
}
