import { Code, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../ui/copyable';
import { ContentView } from './content-view';
import type { ApiDocument, Content, Description } from './document';
import { exampleText } from './examples';
import { WithCode } from './with-code';

interface AnswersProps {
  document: ApiDocument;
  answers: Description['answers'];
}

/** What an operation answers, by status: a success with its members, an error with its code. */
export function Answers({ document, answers }: AnswersProps) {
  return (
    <ul className="answers">
      {answers.map(({ status, description, content }) => (
        <li key={status}>
          <Group gap="xs" align="baseline" wrap="nowrap">
            <Text ff="monospace" fw={600} size="sm">
              {status}
            </Text>
            <Text size="sm" className="document-text">
              <WithCode text={description} />
            </Text>
          </Group>
          {content && /^[45]/.test(status) && <Failure document={document} content={content} />}
          {content && !/^[45]/.test(status) && <Success document={document} content={content} />}
        </li>
      ))}
    </ul>
  );
}

/** Longer ones are not read. */
const LONGEST_EXAMPLE = 4000;

function Success({ document, content }: { document: ApiDocument; content: Content }) {
  const { t } = useTranslation();
  const example = exampleText(document, content, true);
  const isTelling = example.length > 4 && example.length < LONGEST_EXAMPLE;
  return (
    <Stack gap="xs">
      <div>
        <ContentView document={document} content={content} />
      </div>
      {isTelling && (
        <div className="code-short">
          <CodeBlock
            code={example}
            label={t('reference.example')}
            language={/\bjson\b/.test(content.type) ? 'json' : undefined}
          />
        </div>
      )}
    </Stack>
  );
}

/** An example's code and sentence; the members on a click, since those of all errors are the same. */
function Failure({ document, content }: { document: ApiDocument; content: Content }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { code, error, detail, error_description: said } = (content.example ?? {}) as Record<string, unknown>; // prettier-ignore
  const name = code ?? error;
  const sentence = detail ?? said;
  return (
    <>
      {typeof name === 'string' && (
        <Text size="xs" c="dimmed" className="user-text">
          {t('reference.forExample')} <Code>{name}</Code>
          {typeof sentence === 'string' && ` ${sentence}`}
        </Text>
      )}
      <UnstyledButton
        className="schema-name"
        fz="xs"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight
          size={12}
          aria-hidden
          style={{ transform: isOpen ? 'rotate(90deg)' : undefined }}
        />
        {content.type}
      </UnstyledButton>
      {isOpen && <ContentView document={document} content={content} />}
    </>
  );
}
