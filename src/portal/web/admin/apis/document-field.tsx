import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconFileCode, IconUpload } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UserText } from '../../ui/user-text';

const LARGEST = 8 * 1024 * 1024;

interface DocumentFieldProps {
  value: string;
  onChange: (text: string) => void;
  /** What is wrong with it, a sentence each. */
  faults?: string[];
  description?: string;
}

/**
 * An OpenAPI document: a file, or pasted. The text of a file is not shown, for it may have megabytes.
 */
export function DocumentField({ value, onChange, faults = [], description }: DocumentFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [file, setFile] = useState<{ name: string; text: string }>();
  const [isTooLong, setTooLong] = useState(false);
  const shown = file && file.text === value ? file : undefined;
  const choose = async (chosen: File | null) => {
    if (!chosen) return;
    setTooLong(chosen.size > LARGEST);
    if (chosen.size > LARGEST) return;
    const text = await chosen.text();
    setFile({ name: chosen.name, text });
    onChange(text);
  };
  const sentences = isTooLong ? [t('adminApis.documentLong')] : faults;
  return (
    <Stack gap="xs" component="fieldset" style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <Text component="legend" size="sm" fw={600} p={0}>
        {t('adminApis.document')}
      </Text>
      <Text size="xs" c="dimmed">
        {description ?? t('adminApis.documentHint')}
      </Text>
      <Group gap="sm">
        <FileButton
          accept=".json,.yaml,.yml,application/json,application/yaml"
          onChange={(chosen) => void choose(chosen)}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
              {t('adminApis.chooseFile')}
            </Button>
          )}
        </FileButton>
        {shown && (
          <>
            <Group gap={6} style={{ minWidth: 0 }}>
              <IconFileCode size={18} aria-hidden />
              <Text size="sm">
                <UserText text={shown.name} max={60} />{' '}
                <Text span size="sm" c="dimmed">
                  {t('adminApis.fileSize', {
                    size: Math.max(1, Math.round(shown.text.length / 1024)),
                  })}
                </Text>
              </Text>
            </Group>
            <Button variant="subtle" size="compact-sm" onClick={() => onChange('')}>
              {t('adminApis.dropFile')}
            </Button>
          </>
        )}
      </Group>
      {!shown && (
        <Textarea
          id={id}
          label={t('adminApis.documentPaste')}
          rows={8}
          spellCheck={false}
          autoComplete="off"
          styles={{
            input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' },
          }}
          value={value}
          onChange={(event) => {
            setTooLong(false);
            onChange(event.currentTarget.value);
          }}
        />
      )}
      {sentences.length > 0 && <Faults sentences={sentences} />}
    </Stack>
  );
}

function Faults({ sentences }: { sentences: string[] }) {
  return (
    <div role="alert" tabIndex={-1} data-fault className="scrolled">
      {sentences.map((sentence, index) => (
        <Text key={index} size="xs" c="var(--mantine-color-error)">
          <UserText text={sentence} max={400} />
        </Text>
      ))}
    </div>
  );
}
