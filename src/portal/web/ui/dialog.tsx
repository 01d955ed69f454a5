import { Button, Group, Modal, Stack, Text, type ModalProps } from '@mantine/core';
import { useIsMutating } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogForms } from './unsaved';

interface DialogFrameProps extends Omit<ModalProps, 'closeButtonProps'> {
  /** Whether it may not be closed now. */
  held?: boolean;
}

/** Gone at once: the dialog that follows must be the only one. */
const FADING = { transition: 'fade-down', duration: 200, exitDuration: 0 } as const;

/** Mantine's header is a `<header>`, a second banner of the page to a screen reader. */
const AS_PLAIN_BOX = { component: 'div' } as object;

/** A dialog whose closing button has a name. */
export function DialogFrame({ title, children, held, onClose, ...props }: DialogFrameProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root
      {...props}
      onClose={() => {
        if (!held) onClose();
      }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header {...AS_PLAIN_BOX}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} disabled={held} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * A dialog that stays while a change is under way: the answer may be a secret. Esc, its cross and a
 * click beside it close it at once unless something was typed in it; then it asks first.
 */
export function Dialog({ children, onClose, ...props }: ModalProps) {
  const busy = useIsMutating() > 0;
  const [forms] = useState(() => new Set<() => boolean>());
  const [asking, setAsking] = useState(false);
  const leave = () => {
    if ([...forms].some((isUnsaved) => isUnsaved())) setAsking(true);
    else onClose();
  };
  return (
    <>
      <DialogFrame
        held={busy}
        transitionProps={FADING}
        {...props}
        // Both dialogs hear Esc, and it is for the question.
        closeOnEscape={!asking}
        onClose={leave}
      >
        <DialogForms.Provider value={forms}>{children}</DialogForms.Provider>
      </DialogFrame>
      {props.opened && asking && (
        <LeaveQuestion
          stay={() => setAsking(false)}
          leave={() => {
            setAsking(false);
            onClose();
          }}
        />
      )}
    </>
  );
}

interface LeaveQuestionProps {
  stay: () => void;
  leave: () => void;
}

/**
 * Asks whether what was typed may be lost. Only there while it asks: a closed dialog would hear the
 * key that opens it.
 */
export function LeaveQuestion({ stay, leave }: LeaveQuestionProps) {
  const { t } = useTranslation();
  return (
    <DialogFrame opened onClose={stay} title={t('leave.title')} zIndex={250}>
      <Stack>
        <Text size="sm">{t('leave.hint')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={stay} data-autofocus>
            {t('leave.stay')}
          </Button>
          <Button color="red" onClick={leave}>
            {t('leave.leave')}
          </Button>
        </Group>
      </Stack>
    </DialogFrame>
  );
}

/** Closes a dialog, but not while a change is under way. */
export function CancelButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  const busy = useIsMutating() > 0;
  return (
    <Button variant="default" onClick={onClick} disabled={busy}>
      {t('common.cancel')}
    </Button>
  );
}
