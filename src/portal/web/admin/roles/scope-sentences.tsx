import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { scopeText } from '../../i18n/served';
import { useScopes } from './queries';

/** Scopes with the sentence that says what each opens; the ones beyond `max` are counted. */
export function ScopeSentences({ scopes, max = 12 }: { scopes: string[]; max?: number }) {
  const { t } = useTranslation();
  const known = useScopes();
  const sentences = new Map(known.data?.map((scope) => [scope.name, scopeText(scope)]));
  return (
    <ul className="plain-list">
      {scopes.slice(0, max).map((name) => (
        <li key={name}>
          <Text span size="sm" ff="monospace">
            {name}
          </Text>{' '}
          <Text span size="sm" c="dimmed">
            {sentences.get(name)}
          </Text>
        </li>
      ))}
      {scopes.length > max && (
        <li>
          <Text span size="sm" c="dimmed" title={scopes.slice(max).join(' ')}>
            {t('scopes.more', { count: scopes.length - max })}
          </Text>
        </li>
      )}
    </ul>
  );
}
