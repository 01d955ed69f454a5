import { Controller, Delete, Get, MethodNotAllowedException, Post, Req, Res } from '@nestjs/common';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller, Scopes } from '@gatehouse/nestjs';
import { notesServer } from './notes.server.js';

/** The MCP endpoint (streamable HTTP), without sessions: each message brings its token. */
@Scopes('notes')
@Controller('mcp')
export class McpController {
  @Post()
  async message(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    const server = notesServer(caller.subject);
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
    reply.raw.once('close', () => void server.close());
    await server.connect(transport);
    reply.hijack();
    await transport.handleRequest(request.raw, reply.raw, request.body);
  }

  /** Without sessions there is nothing to listen to, and nothing to end. */
  @Get()
  listen(): never {
    throw new MethodNotAllowedException();
  }

  @Delete()
  end(): never {
    throw new MethodNotAllowedException();
  }
}
