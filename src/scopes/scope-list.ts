import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, MaxLength } from 'class-validator';
import { Later } from '../common/state-rule.js';

/** A DTO field that names scopes, each of which exists. */
export const IsScopeList = (most: number, { least = 0 } = {}) =>
  applyDecorators(
    Later('knownScopes'),
    MaxLength(128, { each: true }),
    IsString({ each: true }),
    ArrayMaxSize(most),
    ...(least > 0 ? [ArrayMinSize(least)] : []),
    IsArray(),
  );
