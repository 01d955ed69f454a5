import { Alert, Button, Group, NativeSelect, PasswordInput, Stack, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount } from '../../session/queries';
import { CodeBlock } from '../../ui/copyable';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { shorten } from '../../ui/user-text';
import { useApps } from '../apps/queries';
import { revealedSecret } from '../apps/revealed';
import type { ProgramCall } from './programs';
import { send, type Attempt } from './send';

interface TryItProps {
  call: ProgramCall;
  /** Where the call is filled in. */
  children: ReactNode;
}

/** Sends the call, as one of the reader's apps or in the reader's own session. */
export function TryIt({ call, children }: TryItProps) {
  const { t } = useTranslation();
  const signedIn = !!useAccount().data;
  const [chosen, setChosen] = useState<Attempt['caller']>();
  const caller = chosen ?? { as: signedIn ? 'session' : 'nobody' };
  const attempt = useMutation({ mutationFn: send });
  const setCaller = (next: Attempt['caller']) => {
    setChosen(next);
    attempt.reset();
  };
  return (
    <form
      className="try-it"
      onSubmit={(event) => {
        event.preventDefault();
        attempt.mutate({ call, caller });
      }}
    >
      {children}
      <Section
        title={t('reference.try')}
        description={call.method === 'GET' ? undefined : t('reference.real')}
      >
        <Stack gap="sm">
          <CallerChoice caller={caller} onChange={setCaller} />
          <Group>
            <Button
              type="submit"
              loading={attempt.isPending}
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
            >
              {t('reference.send')}
            </Button>
          </Group>
          <ProblemAlert error={attempt.error} />
          {attempt.data && (
            <div aria-live="polite">
              <Text
                size="sm"
                mb={4}
                c={attempt.data.status < 400 ? undefined : 'var(--mantine-color-error)'}
              >
                {attempt.data.status} · {attempt.data.milliseconds} ms
              </Text>
              <CodeBlock
                code={attempt.data.text || '—'}
                label={t('reference.answer')}
                language="json"
              />
            </div>
          )}
        </Stack>
      </Section>
    </form>
  );
}

interface CallerChoiceProps {
  caller: Attempt['caller'];
  onChange: (caller: Attempt['caller']) => void;
}

/** Who calls. An app needs its secret, which stays on this page and is forgotten with it. */
function CallerChoice({ caller, onChange }: CallerChoiceProps) {
  const { t } = useTranslation();
  const account = useAccount();
  if (!account.data) return <Alert variant="light">{t('reference.signInFirst')}</Alert>;
  return <OwnCaller caller={caller} onChange={onChange} />;
}

function OwnCaller({ caller, onChange }: CallerChoiceProps) {
  const { t } = useTranslation();
  const apps = useApps({ count: 100 });
  const own = (apps.data?.entry ?? []).filter(({ type }) => type === 'confidential');
  const choose = (value: string) =>
    onChange(
      value.startsWith('app:')
        ? { as: 'app', key: value.slice(4), secret: revealedSecret(value.slice(4)) ?? '' }
        : { as: value === 'session' ? 'session' : 'nobody' },
    );
  return (
    <>
      <NativeSelect
        label={t('reference.callAs')}
        value={caller.as === 'app' ? `app:${caller.key}` : caller.as}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: 'nobody', label: t('reference.asNobody') },
          { value: 'session', label: t('reference.asMe') },
          ...own.map(({ appKey, name }) => ({
            value: `app:${appKey}`,
            label: t('reference.asApp', { name: shorten(name, 40) }),
          })),
        ]}
      />
      {caller.as === 'app' && (
        <PasswordInput
          label={t('apps.secret')}
          description={t('reference.secretHint')}
          required
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          value={caller.secret}
          onChange={(event) => onChange({ ...caller, secret: event.currentTarget.value })}
        />
      )}
    </>
  );
}
