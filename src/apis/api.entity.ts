import { Column, Entity, Index } from 'typeorm';
import {
  Count,
  Flag,
  Id,
  Json,
  OptionalText,
  OptionalTime,
  Text,
  Time,
} from '../database/columns.js';

/** A program of the provider's, described by an OpenAPI document. */
@Entity('api')
export class Api {
  @Id() id: string;
  /** The first word of its operations' names. */
  @Index('api_name', { unique: true })
  @Text(32)
  name: string;
  @Text(255) title: string;
  /** Its address for programs, and the audience of tokens that are made for it alone. */
  @Text(2048) publicUrl: string;
  /** The normal form of that address, by which it is a resource (RFC 8707). */
  @Index('api_resource')
  @Text(2048)
  resourceKey: string;
  /** What stands before the paths of the document; `/` for nothing. */
  @Text(1024) basePath: string;
  /** The header that carries an API key. */
  @Text(64) keyHeader: string;
  @Flag() preflight: boolean;
  @Flag() assertion: boolean;
  /** Until then refusals are recorded and let through. */
  @OptionalTime() observeUntil: Date | null;
  /** Counts what changed its operations. */
  @Count() revision: number;
  @OptionalTime() importedAt: Date | null;
  @Time() createdAt: Date;
}

/** The document that an API was imported from last, as JSON. */
@Entity('api_document')
export class ApiDocument {
  @Id() apiId: string;
  @Column('text') text: string;
}

/** An operation of an imported API, with what an administrator decided about it. */
@Entity('api_operation')
export class ImportedOperation {
  @Id() id: string;
  @Index('api_operation_api')
  @Text(64)
  apiId: string;
  /** Also the scope that it needs, unless others were chosen. */
  @Index('api_operation_name', { unique: true })
  @Text(128)
  name: string;
  @OptionalText(255) operationId: string | null;
  /** In capitals. */
  @Text(16) method: string;
  /** The whole template that the gate sees. */
  @Text(4096) path: string;
  @Text(500) summary: string;
  /** Whether an administrator opened it to everyone. */
  @Flag() public: boolean;
  /** Chosen in place of its name, all of them needed. */
  @Json({ nullable: true }) scopes: string[] | null;
  /** Why it was opened. */
  @OptionalText(1000) reason: string | null;
  @Json() allow: string[];
  @Flag() proposedPublic: boolean;
  @Flag() echo: boolean;
  /** Names that it had before, and that still open it. */
  @Json() aliases: string[];
}

/** What a change of an API may replace. */
export function stateOf(api: Api): object {
  return { ...api };
}
