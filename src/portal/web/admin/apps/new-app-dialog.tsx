import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { generatePath, useNavigate } from 'react-router';
import type { AppWithSecret } from '../../api/types';
import { NewAppForm } from '../../developer/apps/new-app-dialog';
import { useShowSecret } from '../../developer/apps/secret-reveal';
import { paths } from '../../paths';
import { Dialog } from '../../ui/dialog';
import { fieldErrors } from '../../ui/problem-alert';
import { UserChoice, type ChosenUser } from '../users/user-choice';
import { useCreateApp } from './queries';

interface NewAppDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** An app for somebody, who makes the secret themselves. */
export function NewAppDialog({ opened, onClose }: NewAppDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('apps.newTitle')} size="lg">
      <AnyAppForm onClose={onClose} />
    </Dialog>
  );
}

function AnyAppForm({ onClose }: Omit<NewAppDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const showSecret = useShowSecret();
  const [owner, setOwner] = useState<ChosenUser>();
  const toApp = ({ id }: AppWithSecret) => void navigate(generatePath(paths.adminApp, { id }));
  const create = useCreateApp((app) => {
    onClose();
    if (app.appSecret) showSecret(app, app.appSecret, () => toApp(app));
    else toApp(app);
  });
  return (
    <NewAppForm create={create} onClose={onClose} more={owner ? { ownerId: owner.id } : {}}>
      <UserChoice
        label={t('adminApps.owner')}
        description={t('adminApps.newOwnerHint')}
        placeholder={t('adminApps.myself')}
        value={owner}
        onChange={setOwner}
        error={fieldErrors(create.error).ownerId}
      />
    </NewAppForm>
  );
}
