import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../paths';
import { Page } from '../ui/page';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('common.pageNotFound')} description={t('common.pageNotFoundHint')}>
      <Anchor component={Link} to={paths.start}>
        {t('common.toStart')}
      </Anchor>
    </Page>
  );
}
