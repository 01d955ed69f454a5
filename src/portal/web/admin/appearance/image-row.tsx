import { Button, FileButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { notify } from '../../ui/notify';
import { fieldErrors, ProblemAlert } from '../../ui/problem-alert';
import { type ImageKind, useRemoveImage, useSetImage } from './queries';

const TYPES = 'image/png,image/jpeg,image/webp';

/** One image: what it is now, another in its place, or ours again. */
export function ImageRow({ kind, src }: { kind: ImageKind; src: string | null }) {
  const { t } = useTranslation();
  const set = useSetImage();
  const remove = useRemoveImage();
  const name = t(`appearance.image.${kind}`);
  const saved = { onSuccess: () => notify(t('common.saved')) };
  const fault = fieldErrors(set.error).data;
  return (
    <div className="quiet-row">
      <Group gap="md" wrap="nowrap" style={{ flex: '1 1 16rem' }}>
        <span className="image-frame" data-dark={kind === 'logo_dark' || undefined}>
          {src ? <img src={src} alt={name} /> : <Text size="xs">—</Text>}
        </span>
        <div>
          <Text size="sm" fw={550}>
            {name}
          </Text>
          <Text
            size="sm"
            c={fault ? 'var(--mantine-color-error)' : 'dimmed'}
            role={fault && 'alert'}
          >
            {fault ?? t(`appearance.imageHint.${kind}`)}
          </Text>
        </div>
      </Group>
      <Group gap="xs">
        <FileButton accept={TYPES} onChange={(file) => file && set.mutate({ kind, file }, saved)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="xs"
              loading={set.isPending}
              aria-label={`${t('appearance.choose')}: ${name}`}
            >
              {t('appearance.choose')}
            </Button>
          )}
        </FileButton>
        {src && (
          <Button
            variant="subtle"
            size="xs"
            loading={remove.isPending}
            aria-label={`${t('appearance.remove')}: ${name}`}
            onClick={() => remove.mutate(kind, saved)}
          >
            {t('appearance.remove')}
          </Button>
        )}
      </Group>
      <ProblemAlert error={set.error ?? remove.error} shownFields={['data']} />
    </div>
  );
}
