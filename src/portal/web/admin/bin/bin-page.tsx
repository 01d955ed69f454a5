import { useTranslation } from 'react-i18next';
import { BinTable } from '../../developer/bin/bin-table';
import { Page } from '../../ui/page';

/** What anybody removed in the last 30 days. */
export function BinPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('bin.title')} description={t('bin.hint')}>
      <BinTable area="backend" />
    </Page>
  );
}
