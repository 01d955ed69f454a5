import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { tagOn } from '../common/entity-tag.js';

interface Reply {
  header(name: string, value: string): void;
}

/** Writes the entity tag of what is answered, whichever operation answers it. */
@Injectable()
export class EntityTags implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((answer: unknown) => {
        const tag = tagOn(answer);
        if (tag) context.switchToHttp().getResponse<Reply>().header('etag', tag);
        return answer;
      }),
    );
  }
}
