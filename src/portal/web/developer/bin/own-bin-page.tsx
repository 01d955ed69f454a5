import { useTranslation } from 'react-i18next';
import { paths } from '../../paths';
import { Page } from '../../ui/page';
import { BinTable } from './bin-table';

/** The reader's own removed apps. */
export function OwnBinPage() {
  const { t } = useTranslation();
  return (
    <Page
      title={t('bin.own')}
      description={t('bin.ownHint')}
      back={{ to: paths.apps, label: t('apps.title') }}
    >
      <BinTable area="consumer" />
    </Page>
  );
}
