import i18next from 'i18next';
import type { FieldFault } from '../api/http';
import { consentSentence } from '../session/consent-sentence';
import type { served } from './en/served';

/**
 * The reader's words for something that the server names; nothing where we have none. Looked up by
 * hand, because names hold dots.
 */
export function servedText(kind: keyof typeof served, name: string): string | undefined {
  const words = i18next.getResource(i18next.language, 'translation', kind) as
    Record<string, string> | undefined;
  return words?.[name];
}

interface DescribedScope {
  name: string;
  description: string;
  /** Whether the description is the server's own, and not an administrator's. */
  generated?: boolean;
}

/** What a scope opens; an administrator's words are shown as they are. */
export function scopeText({ name, description, generated }: DescribedScope): string {
  if (description === `Everything in ${name}.`) return i18next.t('scopes.everything', { name });
  return (generated && servedText('servedScopes', name)) || description;
}

/** The same to the person who is asked to allow it, whom methods and paths tell nothing. */
export function consentText(scope: DescribedScope): string {
  if (!scope.generated) return scope.description;
  const text =
    servedText('consentScopes', scope.name) ??
    servedText('servedScopes', scope.name) ??
    consentSentence(scope.description) ??
    scope.description;
  return text.replace(/ \([A-Z]+ \/\S*\)\.$/, '.');
}

/** Why a request of an app was refused; the server's own words where we have none. */
export function reasonText(detail: string): string {
  return servedText('servedReasons', detail) ?? detail;
}

/** What is wrong with a field. */
export function faultText({ code, message }: FieldFault): string {
  return (code && servedText('servedFaults', code)) || message;
}
