import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { paths } from '../../paths';
import { Words } from '../../session/terms-words';
import { ConfirmButton } from '../../ui/confirm';
import { FailedPage } from '../../ui/failed-page';
import { Page } from '../../ui/page';
import { Time } from '../../ui/time';
import { useTermsVersion, useWithdrawTerms } from './queries';
import { TermsState } from './terms-state';

/** One version of the terms as people accepted it. */
export function TermsVersionPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const terms = useTermsVersion(id);
  const withdraw = useWithdrawTerms();
  const back = { to: paths.adminTerms, label: t('adminTerms.title') };
  if (terms.isError && !terms.data) return <FailedPage query={terms} back={back} />;
  const { data } = terms;
  return (
    <Page
      back={back}
      title={data && t('terms.version', { version: data.version })}
      description={
        data && (
          <>
            <TermsState terms={data} /> <Time at={data.publishedAt} />
            {data.publishedBy && ` · ${data.publishedBy}`} ·{' '}
            {t('adminTerms.users', { count: data.accepted })}
          </>
        )
      }
      actions={
        data &&
        !data.withdrawnAt && (
          <ConfirmButton
            label={t('adminTerms.delete')}
            title={t('adminTerms.deleteTitle', { version: data.version })}
            consequence={t('adminTerms.deleteConsequence')}
            run={() => withdraw.mutateAsync(data.id)}
            done={() => void navigate(paths.adminTerms)}
          />
        )
      }
    >
      {data ? (
        <Stack className="surface" p={{ base: 'md', sm: 'xl' }}>
          <Words terms={data} />
        </Stack>
      ) : (
        <Skeleton h={320} radius="lg" />
      )}
    </Page>
  );
}
