import { Body, Controller, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ListBody } from '../common/list-body.js';
import type { Caller } from '../operations/caller.js';
import { CurrentCaller, OwnLogin } from '../operations/decorators.js';
import { ImportApiKeyDto, ImportedApiKeyDto } from './key.dto.js';
import { KeyImportService } from './key-import.service.js';

/** As many as a body of the usual size holds. */
const MOST = 500;

/** Serves API keys of all apps to administrators. */
@ApiTags('Administration')
@Controller('backend/key')
export class KeysController {
  constructor(private readonly imports: KeyImportService) {}

  @OwnLogin()
  @Post('import')
  @ApiOperation({
    summary: 'Add API keys by their hashes',
    description:
      'Keys that callers of your API hold already work on. All of the list is imported, or nothing; a key that its app has already stays as it is. A list has at most 500 keys and 128 KB.',
  })
  @ApiBody({ type: [ImportApiKeyDto] })
  @ApiCreatedResponse({ type: [ImportedApiKeyDto] })
  @ApiConflictResponse({
    description: 'Another app has a key, or it has been ended; `errors` tells which.',
  })
  import(
    @CurrentCaller() caller: Caller,
    @Body(ListBody(ImportApiKeyDto, MOST)) list: ImportApiKeyDto[],
  ) {
    return this.imports.import(caller, list);
  }
}
