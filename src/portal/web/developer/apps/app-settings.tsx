import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { App } from '../../api/types';
import { paths } from '../../paths';
import { ConfirmButton } from '../../ui/confirm';
import { Section } from '../../ui/page';
import { shorten } from '../../ui/user-text';
import { leaveFreely } from '../../ui/unsaved';
import { AppForm } from './app-form';
import { DisableApp } from './app-status';
import { useRemoveApp, useUpdateApp } from './queries';

/** What the app is and may, and its end. */
export function AppSettings({ app }: { app: App }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const update = useUpdateApp(app.id);
  const remove = useRemoveApp();
  return (
    <Stack gap="lg">
      <AppForm app={app} update={update} awaitsApproval={app.approvalNeeded} />
      <DisableApp app={app} />
      <Section
        title={t('apps.delete')}
        description={t('apps.deleteHint')}
        actions={
          <ConfirmButton
            label={t('apps.delete')}
            title={t('apps.deleteTitle', { name: shorten(app.name, 60) })}
            consequence={t('apps.deleteConsequence')}
            run={() => remove.mutateAsync(app)}
            done={() => leaveFreely(() => void navigate(paths.apps))}
          />
        }
      />
    </Stack>
  );
}
