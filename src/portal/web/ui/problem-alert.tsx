import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, ProblemError } from '../api/http';
import { faultText, servedText } from '../i18n/served';

/** What the server refused, in the reader's language when we know the code. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (!(error instanceof ProblemError)) return t('problem.unknown');
    const wait = error.retryAfter ?? 60;
    if (error.changed.at) {
      const at = new Date(error.changed.at).toLocaleString(i18n.language);
      return t('changed.byAt', { by: error.changed.by ?? t('changed.somebody'), at });
    }
    const known = `problem.${error.code}`;
    if (i18n.exists(known)) return t(known as 'problem.unknown', { count: wait });
    return servedText('servedProblems', error.code) ?? (error.detail || t('problem.unknown'));
  };
}

interface ProblemAlertProps {
  error: unknown;
  retry?: () => void;
  /** Takes what somebody else saved meanwhile, in a form that keeps what was typed. */
  loadNewest?: () => void;
  /** Faults of these fields are shown at the fields already. */
  shownFields?: string[];
}

/** A refusal; nothing when there is none, or when every fault stands at its field. */
export function ProblemAlert({ error, retry, loadNewest, shownFields = [] }: ProblemAlertProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed may be a screen away from the refusal.
  useEffect(() => {
    // What it answers, a promise in newer browsers, is no way to clean up.
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (!error) return null;
  const faults = error instanceof ProblemError ? error.errors : [];
  const others = faults.filter(({ field }) => !shownFields.includes(field));
  if (faults.length && !others.length) return null;
  return (
    <Alert
      ref={box}
      color="red"
      icon={<IconAlertTriangle size={18} />}
      role="alert"
      variant="light"
    >
      <Group justify="space-between" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" className="user-text">
            {problemText(error)}
          </Text>
          {others.length > 0 && (
            <List size="sm" mt={4}>
              {others.map((fault) => (
                <List.Item key={fault.field + fault.message}>
                  {fault.field}: {faultText(fault)}
                </List.Item>
              ))}
            </List>
          )}
        </div>
        {loadNewest && isProblem(error, 'changed_meanwhile') && (
          <Button size="compact-sm" variant="default" onClick={loadNewest}>
            {t('changed.load')}
          </Button>
        )}
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('common.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** The refusal of a form's save; whoever takes what was saved meanwhile leaves it behind. */
export function SaveProblem({
  save,
  loadNewest,
  shownFields,
}: Required<Pick<ProblemAlertProps, 'loadNewest'>> &
  Pick<ProblemAlertProps, 'shownFields'> & { save: { error: unknown; reset: () => void } }) {
  const load = () => {
    loadNewest();
    save.reset();
  };
  return <ProblemAlert error={save.error} loadNewest={load} shownFields={shownFields} />;
}

/** The faults of a refusal by field, as forms take them. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries(error.errors.map((fault) => [fault.field, faultText(fault)]));
}
