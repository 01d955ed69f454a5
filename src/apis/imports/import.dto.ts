import { ApiProperty } from '@nestjs/swagger';

const KINDS = ['gains', 'loses', 'stops', 'opens'] as const;

/** An operation, and where it is. */
export class ApiPlace {
  @ApiProperty({ example: 'payments.charges.create' }) name: string;
  @ApiProperty({ example: 'POST' }) method: string;
  @ApiProperty({ example: '/v1/charges' }) path: string;
}

/** An operation that has another name now. */
export class RenamedOperation {
  @ApiProperty({ description: 'Opens it still, until the scope is deleted.' }) from: string;
  @ApiProperty() to: string;
  @ApiProperty({ example: 'POST' }) method: string;
  @ApiProperty({ example: '/v1/charges' }) path: string;
}

/** An operation that stays, and what is new about it. */
export class ChangedOperation {
  @ApiProperty({ example: 'payments.charges.create' }) name: string;
  @ApiProperty({ type: [String], description: 'Sentences.' }) what: string[];
}

/** What is wrong with a document. */
export class DocumentFaultDto {
  @ApiProperty({ example: 'GET /v1/charges/{id}' }) where: string;
  @ApiProperty() message: string;
}

/** An app, and its calls of the last 30 days. */
export class CallingApp {
  @ApiProperty() key: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: 'integer' }) calls: number;
}

/** Whom a change of one operation concerns. */
export class ConsequenceDto {
  @ApiProperty({ example: 'payments.charges.create' }) operation: string;
  @ApiProperty({ enum: KINDS }) kind: (typeof KINDS)[number];
  @ApiProperty({ type: [String], description: 'Names of roles.' }) roles: string[];
  @ApiProperty({ type: [CallingApp], description: 'At most 100, those with most calls first.' })
  apps: CallingApp[];
}

/** What a change would mean for roles and apps. */
export class ApiConsequences {
  @ApiProperty({ description: 'To be sent as If-Match.' }) revision: string;
  @ApiProperty({ type: [ConsequenceDto] }) consequences: ConsequenceDto[];
}

/** What an import does, or would do. */
export class ImportReport extends ApiConsequences {
  @ApiProperty({ type: [ApiPlace] }) added: ApiPlace[];
  @ApiProperty({ type: [RenamedOperation] }) renamed: RenamedOperation[];
  @ApiProperty({ type: [ChangedOperation] }) changed: ChangedOperation[];
  @ApiProperty({ type: [ApiPlace] }) removed: ApiPlace[];
  @ApiProperty({ type: [DocumentFaultDto], description: 'With any of them it is not applied.' })
  faults: DocumentFaultDto[];
}
