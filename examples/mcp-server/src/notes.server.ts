import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const notes = new Map<string, string[]>();

/** The tools as one person sees them: everybody has notes of their own. */
export function notesServer(subject: string): McpServer {
  const own = notes.get(subject) ?? [];
  notes.set(subject, own);
  const server = new McpServer({ name: 'notes', version: '1.0.0' });
  server.registerTool(
    'add_note',
    { description: 'Keeps a note.', inputSchema: { text: z.string().max(1000) } },
    ({ text }) => {
      own.push(text);
      return said(`You have ${own.length} notes.`);
    },
  );
  server.registerTool('list_notes', { description: 'Shows your notes.' }, () => said(...own));
  return server;
}

function said(...lines: string[]) {
  return { content: lines.map((text) => ({ type: 'text' as const, text })) };
}
