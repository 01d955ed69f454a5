import { Anchor, Button, Group, List, Text, ThemeIcon, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FirstSteps } from '../../api/client.gen';
import { paths } from '../../paths';
import { useAccount } from '../../session/queries';
import { covers } from '../../session/scopes';
import { Section } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { useDismissFirstSteps } from './queries';

const STEPS = [
  { step: 'name', to: paths.appearance },
  { step: 'mail', to: undefined },
  { step: 'api', to: paths.newApi },
  { step: 'scope', to: paths.scopes },
  { step: 'role', to: paths.roles },
  { step: 'developer', to: paths.users },
] as const;

/** What a new installation still needs; gone once all is done, or when it was dismissed. */
export function FirstRun({ steps }: { steps: FirstSteps }) {
  const { t } = useTranslation();
  const account = useAccount();
  const dismiss = useDismissFirstSteps();
  const mayDismiss = covers(account.data?.scopes ?? [], 'backend.config.update');
  return (
    <Section
      title={t('firstRun.title')}
      description={t('firstRun.hint')}
      actions={
        mayDismiss && (
          <Button
            variant="default"
            size="compact-md"
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate()}
          >
            {t('firstRun.dismiss')}
          </Button>
        )
      }
    >
      <ProblemAlert error={dismiss.error} />
      <List listStyleType="none" spacing="sm" aria-label={t('firstRun.title')}>
        {STEPS.map(({ step, to }) => (
          <List.Item key={step}>
            <Step step={step} to={to} isDone={steps[step]} />
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

interface StepProps {
  step: keyof FirstSteps;
  to?: string;
  isDone: boolean;
}

function Step({ step, to, isDone }: StepProps) {
  const { t } = useTranslation();
  const Picture = isDone ? IconCheck : IconCircleDashed;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <ThemeIcon
        variant="light"
        radius="xl"
        size="sm"
        color={isDone ? 'green' : 'gray'}
        aria-hidden
      >
        <Picture size={14} />
      </ThemeIcon>
      <div>
        <VisuallyHidden>{t(isDone ? 'firstRun.done' : 'firstRun.open')}: </VisuallyHidden>
        {to && !isDone ? (
          <Anchor component={Link} to={to} size="sm" fw={550}>
            {t(`firstRun.${step}`)}
          </Anchor>
        ) : (
          <Text size="sm" fw={550}>
            {t(`firstRun.${step}`)}
          </Text>
        )}
        {!isDone && (
          <Text size="sm" c="dimmed">
            {t(`firstRun.${step}Hint`)}
          </Text>
        )}
      </div>
    </Group>
  );
}
