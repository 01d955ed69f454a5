import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, useNavigate } from 'react-router';
import { paths } from '../../paths';
import { CancelButton, Dialog } from '../../ui/dialog';
import { useForm } from '../../ui/form';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { GATE_FIELDS, GateFields, type GateDraft } from './gate-fields';
import { useShowGateKey } from './gate-reveal';
import { useCreateGate } from './queries';

interface NewGateDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Name, APIs and dialect; then the key, this once, with what to paste. */
export function NewGateDialog({ opened, onClose }: NewGateDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} size="lg" title={t('gates.newTitle')}>
      <NewGateForm onClose={onClose} />
    </Dialog>
  );
}

function NewGateForm({ onClose }: Pick<NewGateDialogProps, 'onClose'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useShowGateKey();
  const create = useCreateGate(({ gateKey, ...gate }) => {
    onClose();
    show(gate, gateKey, () => void navigate(generatePath(paths.gate, { id: gate.id })));
  });
  const form = useForm<GateDraft>({
    initialValues: { name: '', dialect: 'nginx', apis: [], hops: 1 },
    validate: { apis: (apis) => (apis.length ? null : t('gates.apisNeeded')) },
  });
  const submit = form.onSubmit((draft) =>
    create.mutate(draft, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={create.error} shownFields={GATE_FIELDS} />
        <GateFields form={form} isNew />
        <Group justify="flex-end" className="dialog-actions">
          <CancelButton onClick={onClose} />
          <Button type="submit" loading={create.isPending}>
            {t('gates.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
