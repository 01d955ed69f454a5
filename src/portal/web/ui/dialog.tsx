import { Button, Modal, type ModalProps } from '@mantine/core';
import { useIsMutating } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

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

/** A dialog that stays while a change is under way: the answer may be a secret. */
export function Dialog(props: ModalProps) {
  const busy = useIsMutating() > 0;
  return <DialogFrame held={busy} transitionProps={FADING} {...props} />;
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
