import { Alert, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Markdown } from '../ui/markdown/markdown';
import { ProblemAlert } from '../ui/problem-alert';
import { type TermsText, useTermsText } from './notices';
import { TermsLink } from './terms-link';

/** The text of the terms in force, in the reader's language where it is written in it. */
export function TermsWords() {
  const { t } = useTranslation();
  const terms = useTermsText();
  if (terms.isPending) return <Skeleton h={240} />;
  if (terms.isError) return <ProblemAlert error={terms.error} retry={() => void terms.refetch()} />;
  if (!terms.data) return <Text c="dimmed">{t('terms.none')}</Text>;
  return <Words terms={terms.data} />;
}

/** A version's text, or where it stands. */
export function Words({
  terms: { link, markdownEn, markdownFr },
}: {
  terms: Omit<TermsText, 'version' | 'publishedAt'>;
}) {
  const { t, i18n } = useTranslation();
  const own = i18n.language === 'fr' ? 'fr' : 'en';
  const texts = { en: markdownEn.trim(), fr: markdownFr.trim() };
  const language = texts[own] ? own : texts.en ? 'en' : 'fr';
  return (
    <>
      {link && (
        <Text>
          {t('terms.elsewhere')} <TermsLink link={link}>{link}</TermsLink>
        </Text>
      )}
      {texts[language] && (
        <>
          {language !== own && <Alert variant="light">{t(`reading.onlyIn.${language}`)}</Alert>}
          <div lang={language}>
            <Markdown markdown={texts[language]} />
          </div>
        </>
      )}
    </>
  );
}
