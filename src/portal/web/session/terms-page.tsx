import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page';
import { useTermsText } from './notices';
import { TermsWords } from './terms-words';

/** The terms of use, for everybody. */
export function TermsPage() {
  const { t } = useTranslation();
  const terms = useTermsText();
  return (
    <Page
      title={t('terms.title')}
      description={terms.data && t('terms.version', { version: terms.data.version })}
    >
      <Stack className="surface" p={{ base: 'md', sm: 'xl' }}>
        <TermsWords />
      </Stack>
    </Page>
  );
}
