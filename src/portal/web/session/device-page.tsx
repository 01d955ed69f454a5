import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { isProblem } from '../api/http';
import { paths } from '../paths';
import { fieldErrors, ProblemAlert } from '../ui/problem-alert';
import { useDevice } from './queries';
import { SessionCard } from './session-card';

/** The code that a television or a command line shows (RFC 8628). */
export function DevicePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const device = useDevice();
  const [code, setCode] = useState(params.get('user_code') ?? '');
  const done = params.get('done');
  const unknown = isProblem(device.error, 'not_found');
  if (done)
    return (
      <SessionCard
        title={done === 'allowed' ? t('session.deviceAllowed') : t('session.deviceDenied')}
        description={t('session.deviceDoneHint')}
      />
    );
  return (
    <SessionCard title={t('session.deviceTitle')} description={t('session.deviceHint')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          device.mutate(code.trim(), {
            onSuccess: ({ consent }) => void navigate(paths.consent.replace(':id', consent)),
          });
        }}
      >
        <Stack>
          {!unknown && <ProblemAlert error={device.error} shownFields={['userCode']} />}
          <TextInput
            label={t('session.deviceCode')}
            placeholder="BCDF-GHJK"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={32}
            required
            autoFocus
            value={code}
            error={unknown ? t('session.deviceUnknown') : fieldErrors(device.error).userCode}
            onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
          <Button type="submit" loading={device.isPending}>
            {t('common.continue')}
          </Button>
        </Stack>
      </form>
    </SessionCard>
  );
}
