import { Alert, Button, Code, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDownload, IconEyeOff } from '@tabler/icons-react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Copyable, CopyIcon } from './copyable';
import { DialogFrame } from './dialog';
import { shownOnce, type ShownOnce } from './shown-once';
import { useKept } from './unsaved';
import { UserText } from './user-text';

/** Shows the secret that arrived, wherever the reader has gone meanwhile. */
export function ShownOnceDialog() {
  const shown = useSyncExternalStore(shownOnce.subscribe, shownOnce.current);
  if (!shown) return null;
  const close = () => {
    shownOnce.drop(shown);
    shown.onClose?.();
  };
  return <Reveal key={shown.file.text} shown={shown} close={close} />;
}

/** Closing asks whether it was saved, unless it was copied or downloaded. */
function Reveal({ shown, close }: { shown: ShownOnce; close: () => void }) {
  const { t } = useTranslation();
  const [isSaved, setSaved] = useState(false);
  const [asking, setAsking] = useState(false);
  useKept(() => !isSaved);
  const leave = () => (isSaved ? close() : setAsking(true));
  const save = () => setSaved(true);
  return (
    <DialogFrame
      opened
      onClose={leave}
      closeOnClickOutside={isSaved}
      title={shown.title}
      size={shown.more ? 'xl' : 'lg'}
    >
      <Stack>
        <Alert variant="light" color="yellow" icon={<IconEyeOff size={18} />}>
          {shown.once}
        </Alert>
        {shown.about && (
          <Text size="sm">
            <UserText text={shown.about} max={60} />
          </Text>
        )}
        {shown.values.map(({ label, value, isSecret }) => (
          <Value key={label} label={label} value={value} onCopied={isSecret ? save : undefined} />
        ))}
        {shown.more?.(save)}
        {asking && !isSaved ? (
          <Saved hint={shown.ifLost} back={() => setAsking(false)} close={close} />
        ) : (
          <Group justify="space-between">
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => {
                download(shown.file);
                save();
              }}
            >
              {t('reveal.download', { kind: shown.file.name.split('.').at(-1) })}
            </Button>
            {shown.closing ? (
              <Button onClick={close}>{shown.closing}</Button>
            ) : (
              <Button onClick={leave}>{t('reveal.close')}</Button>
            )}
          </Group>
        )}
      </Stack>
    </DialogFrame>
  );
}

interface ValueProps {
  label: string;
  value: string;
  onCopied?: () => void;
}

/** One value, or several that are copied together, a line each. */
function Value({ label, value, onCopied }: ValueProps) {
  const lines = value.split('\n');
  return (
    <div>
      <Group gap={4} mb={4}>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        {lines.length > 1 && <CopyIcon value={value} label={label} onCopied={onCopied} />}
      </Group>
      {lines.length > 1 ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          {lines.map((line) => (
            <Code key={line}>{line}</Code>
          ))}
        </SimpleGrid>
      ) : (
        <Copyable value={value} label={label} onCopied={onCopied} />
      )}
    </div>
  );
}

function Saved({ hint, back, close }: { hint: string; back: () => void; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert
      variant="light"
      title={t('reveal.savedTitle')}
      role="alertdialog"
      // Else the focus ring of its buttons is cut.
      styles={{ message: { overflow: 'visible' } }}
    >
      <Stack gap="sm">
        <Text size="sm">{hint}</Text>
        <Group>
          <Button variant="default" onClick={back}>
            {t('reveal.notYet')}
          </Button>
          <Button onClick={close} autoFocus>
            {t('reveal.saved')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** Hands over a file that is made here; nothing is asked from a server. */
function download({ name, text }: ShownOnce['file']): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
