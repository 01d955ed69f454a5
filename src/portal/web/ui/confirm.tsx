import { Button, Group, Stack, Text, type ButtonProps } from '@mantine/core';
import { Dialog } from './dialog';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem-alert';

interface ConfirmButtonProps extends Omit<ButtonProps, 'children' | 'title'> {
  /** The act, on the button and again in the dialog: “Delete app”. */
  label: string;
  /** Names the object: “Delete “Warehouse sync”?”. */
  title: string;
  /** What will stop working. */
  consequence: ReactNode;
  run: () => Promise<unknown>;
  done?: () => void;
  'aria-label'?: string;
}

/** A destructive act: asks first, shows that it runs, and says when it was refused. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, consequence, run, done, ...button } = props;
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  // What follows a success belongs to the mutation: the list may have dropped this row by then.
  const act = useMutation({
    mutationFn: run,
    onSuccess: () => {
      setOpened(false);
      done?.();
    },
  });
  const close = () => {
    setOpened(false);
    act.reset();
  };
  return (
    <>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        {...button}
        onClick={() => setOpened(true)}
      >
        {label}
      </Button>
      <Dialog opened={opened} onClose={close} title={<span className="user-text">{title}</span>}>
        <Stack>
          <Text size="sm" component="div" className="user-text">
            {consequence}
          </Text>
          <ProblemAlert error={act.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t('common.cancel')}
            </Button>
            <Button color="red" loading={act.isPending} onClick={() => act.mutate()}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
