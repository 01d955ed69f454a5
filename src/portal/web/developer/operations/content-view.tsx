import { Text } from '@mantine/core';
import type { ApiDocument, Content } from './document';
import { SchemaView, typeText } from './schema-view';

/** A body: its media type, and what it consists of. */
export function ContentView({ document, content }: { document: ApiDocument; content: Content }) {
  const type = typeText(document, content.schema);
  return (
    <>
      <Text size="xs" c="dimmed" className="user-text">
        {[content.type, type].filter(Boolean).join(' · ')}
      </Text>
      <SchemaView document={document} schema={content.schema} />
    </>
  );
}
