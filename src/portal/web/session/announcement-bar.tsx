import { Alert, Anchor } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotices } from './notices';

/** `[label](https://…)`: the one thing in an announcement that is not words. */
const LINK = /\[([^\]\n]{1,200})\]\((https:\/\/[^\s()]{1,400})\)/g;

/** What the provider announces, until this device hides it or the text is another. */
export function AnnouncementBar() {
  const { t, i18n } = useTranslation();
  const { announcement } = useNotices().data ?? {};
  const [hidden, hide] = useLocalStorage({
    key: 'gatehouse.announcement',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  if (!announcement) return null;
  const { textEn, textFr, level } = announcement;
  const mark = `${textEn}\n${textFr}`;
  if (hidden === mark) return null;
  const isFrench = (i18n.language === 'fr' && textFr.trim()) || !textEn.trim();
  const Picture = level === 'warning' ? IconAlertTriangle : IconInfoCircle;
  return (
    <section aria-label={t('announcement.title')}>
      <Alert
        role="note"
        color={level === 'warning' ? 'yellow' : 'blue'}
        variant="light"
        mb="lg"
        icon={<Picture size={18} aria-hidden />}
        withCloseButton
        closeButtonLabel={t('announcement.dismiss')}
        onClose={() => hide(mark)}
      >
        <span lang={isFrench ? 'fr' : 'en'} className="user-text announcement">
          <WithLinks text={isFrench ? textFr : textEn} />
        </span>
      </Alert>
    </section>
  );
}

function WithLinks({ text }: { text: string }) {
  // Of each match the parts stand between the words: words, label, address, words, …
  const parts = text.split(LINK);
  return parts.map((part, index) => {
    const key = `${index}`;
    if (index % 3 === 0) return <Fragment key={key}>{part}</Fragment>;
    if (index % 3 === 2) return null;
    return (
      <Anchor key={key} href={parts[index + 1]} rel="noopener noreferrer" inherit c="inherit" underline="always">{part}</Anchor> // prettier-ignore
    );
  });
}
