import { Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../api/types';
import { Dotted } from '../../ui/dotted';
import { What, Who } from './names';

/** What happened, as a sentence with links, and the event's name. */
export function Sentence({ entry }: { entry: AuditEntry }) {
  const { i18n } = useTranslation();
  const key = `audit.sentences.${entry.event.replaceAll('.', '_')}`;
  return (
    <>
      {i18n.exists(key) && (
        <Text size="sm" component="div">
          <Trans
            i18nKey={key as 'audit.sentences.security_sign_in'}
            // Never as values: what Trans puts in is read as markup.
            components={{ who: <Who entry={entry} />, what: <What entry={entry} /> }}
          />
        </Text>
      )}
      <Text size="xs" c="dimmed" ff="monospace">
        <Dotted text={entry.event} />
      </Text>
    </>
  );
}
