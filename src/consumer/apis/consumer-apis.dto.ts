import { ApiProperty, PickType } from '@nestjs/swagger';
import { ApiDto } from '../../apis/api.dto.js';
import { ImportedOperationDto } from '../../apis/operations/imported-operation.dto.js';
import { pageOf } from '../../common/page.js';

/** An API that I may call. */
export class ConsumerApi extends PickType(ApiDto, [
  'name',
  'title',
  'publicUrl',
  'basePath',
  'keyHeader',
] as const) {
  @ApiProperty({ type: 'integer', description: 'How many of its operations my role opens.' })
  operationCount: number;
}

/** One page of APIs. */
export class ConsumerApiPage extends pageOf(ConsumerApi) {}

/** An operation that my role opens, or that everybody may call. */
export class ConsumerOperation extends PickType(ImportedOperationDto, [
  'name',
  'method',
  'path',
  'summary',
  'access',
] as const) {
  @ApiProperty({ type: [String], description: 'What an app needs to call it, all of them.' })
  scopes: string[];

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'The same scopes, each with the former names that still count for it.',
    example: [['payments.charges.create', 'payments.charge']],
  })
  needs: string[][];
}

/** An API with the operations that I may call. */
export class ConsumerApiWithOperations extends ConsumerApi {
  @ApiProperty({ type: [ConsumerOperation] }) operations: ConsumerOperation[];
}
