import { Code } from '@mantine/core';

/** A document's text, with what stands between back quotes as code. The rest of Markdown stays as it is. */
export function WithCode({ text }: { text: string }) {
  return text
    .split(/`([^`\n]+)`/)
    .map((part, index) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part));
}
