import { Button, Modal, type ModalProps } from '@mantine/core';
import { useIsMutating } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

/** A dialog whose closing button has a name. It stays while a change is under way: the answer may be a secret. */
export function Dialog({ onClose, ...props }: ModalProps) {
  const { t } = useTranslation();
  const busy = useIsMutating() > 0;
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('common.close'), disabled: busy }}
      onClose={() => {
        if (!busy) onClose();
      }}
      {...props}
    />
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
