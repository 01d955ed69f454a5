import { Anchor, SimpleGrid, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconKey, IconPlug, IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, Link } from 'react-router';
import { paths } from '../paths';
import { lastUse, useApps } from './apps/queries';

const ICONS = { register: IconUserPlus, app: IconKey, call: IconPlug };
const STEPS = ['register', 'app', 'call'] as const;

/** The way to the first call, for who has no account yet. */
export function FirstSteps() {
  const { t } = useTranslation();
  return (
    <Steps>
      {STEPS.map((step, index) => (
        <Step
          key={step}
          icon={ICONS[step]}
          title={`${index + 1}. ${t(`start.step.${step}`)}`}
          hint={t(`start.step.${step}Hint`)}
        />
      ))}
    </Steps>
  );
}

/** The same for a developer who is signed in: what is done, and where it goes on. */
export function OwnSteps() {
  const { t } = useTranslation();
  const apps = useApps({ count: 100 });
  const [newest] = apps.data?.entry ?? [];
  const used = apps.data?.entry.find(({ secrets }) => lastUse(secrets) !== null);
  const appPage = used ?? newest;
  const call = appPage ? `${generatePath(paths.app, { id: appPage.id })}?tab=call` : paths.apps;
  const steps = [
    { step: 'register', isDone: true, to: paths.account },
    { step: 'app', isDone: newest !== undefined, to: paths.apps },
    { step: 'call', isDone: used !== undefined, to: call },
  ] as const;
  return (
    <Steps>
      {steps.map(({ step, isDone, to }) => (
        <Step
          key={step}
          icon={isDone ? IconCheck : ICONS[step]}
          isDone={isDone}
          title={t(isDone ? `start.done.${step}` : `start.step.${step}`)}
          hint={isDone ? undefined : t(`start.step.${step}Hint`)}
        >
          <Anchor component={Link} to={to} size="sm">
            {t(`start.go.${step}`)}
          </Anchor>
        </Step>
      ))}
    </Steps>
  );
}

function Steps({ children }: { children: ReactNode }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {children}
    </SimpleGrid>
  );
}

interface StepProps {
  icon: typeof IconCheck;
  isDone?: boolean;
  title: string;
  hint?: string;
  children?: ReactNode;
}

function Step({ icon: Picture, isDone, title, hint, children }: StepProps) {
  const { t } = useTranslation();
  return (
    <li className="surface" style={{ padding: '1.1rem 1.25rem' }}>
      <ThemeIcon
        variant="light"
        radius="xl"
        color={isDone ? 'green' : undefined}
        {...(isDone ? { role: 'img', 'aria-label': t('start.isDone') } : { 'aria-hidden': true })}
      >
        <Picture size={17} />
      </ThemeIcon>
      <Text fw={600} mt="sm">
        {title}
      </Text>
      {hint && (
        <Text size="sm" c="dimmed" mt={2}>
          {hint}
        </Text>
      )}
      {children}
    </li>
  );
}
