import { conflict, forbidden, invalid, notFound, Problem } from '../../common/problem.js';
import type { Answer } from './described.js';

const text = (description: string) => ({ type: 'string', description });

/** The schemas of the errors. */
export const ERROR_SCHEMAS = {
  Problem: {
    type: 'object',
    description: 'What went wrong (RFC 9457).',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      type: text('Always about:blank: `code` tells the cases apart.'),
      title: text('The status in words.'),
      status: { type: 'integer', description: 'The status of the answer.' },
      code: text('Which case it is; stable. docs/errors.md lists them.'),
      detail: text('A sentence for people.'),
      errors: {
        type: 'array',
        items: { $ref: '#/components/schemas/FieldError' },
        description: 'The fields that have to change.',
      },
      requestId: text('Where to find the request in the log.'),
      changedBy: text('With 412: who changed it meanwhile.'),
      changedAt: text('With 412: when that was.'),
    },
  },
  FieldError: {
    type: 'object',
    description: 'A field of the request that has to change.',
    required: ['field', 'message', 'code'],
    properties: {
      field: text('Its name in the request.'),
      message: text('A sentence for people.'),
      code: text('Which rule was broken; stable.'),
    },
  },
  OAuthError: {
    type: 'object',
    description: 'What went wrong, on an endpoint of OAuth 2.0 (RFC 6749 §5.2).',
    required: ['error', 'error_description'],
    properties: {
      error: text('Which case it is; stable.'),
      error_description: text('A sentence for the developer of the client.'),
    },
  },
};

const RETRY = { 'Retry-After': header('How many seconds to wait.', 'integer') };
const CHALLENGE = { 'WWW-Authenticate': header('How to authenticate (RFC 9110 §11.6.1).') };

function header(description: string, type = 'string') {
  return { description, schema: { type } };
}

/** An answer that several operations share, by its name in the document. */
interface Named extends Answer {
  name: string;
}

/** How a kind of error is sent, and the answers that hold one, by status. */
interface Errors {
  content: NonNullable<Answer['content']>;
  answers: Record<number, Named>;
}

const problem = { schema: { $ref: '#/components/schemas/Problem' } };

function answer(name: string, description: string, example: Problem, headers?: object): Named {
  const content = { 'application/problem+json': { ...problem, example: example.toBody() } };
  return { name, description, ...(headers && { headers }), content };
}

/** RFC 9457. */
export const PROBLEMS: Errors = {
  content: { 'application/problem+json': problem },
  answers: {
    400: answer(
      'BadRequest',
      'The request is malformed, or a field has a value that is not allowed.',
      invalid('name', 'is_length', 'The name is too long.'),
    ),
    401: answer(
      'Unauthorized',
      'The access token or the credentials are missing or not valid.',
      new Problem(401, 'invalid_token', 'The access token is not valid (any more).'),
      CHALLENGE,
    ),
    403: answer(
      'Forbidden',
      'The caller may not do this; `code` tells what is missing.',
      forbidden('insufficient_scope', 'This operation needs the scope consumer.app.list.'),
    ),
    404: answer('NotFound', 'There is no such thing, or it is not yours.', notFound('app')),
    409: answer(
      'Conflict',
      'A limit, a name that is taken, or the state of things forbids it; `code` tells which.',
      conflict('name_taken', 'This name is taken.', 'name'),
    ),
    412: answer(
      'PreconditionFailed',
      'It was changed meanwhile; `changedBy` and `changedAt` tell by whom and when.',
      new Problem(412, 'changed_meanwhile', 'It was changed meanwhile.'),
    ),
    413: answer(
      'ContentTooLarge',
      'The body is too large.',
      new Problem(413, 'too_large', 'The request is too large.'),
    ),
    415: answer(
      'UnsupportedMediaType',
      'The body has a type that is not read here.',
      new Problem(415, 'unsupported_media_type', 'Send application/json.'),
    ),
    429: answer(
      'TooManyRequests',
      'Too many requests or failures; wait as long as `Retry-After` says.',
      new Problem(429, 'too_many_requests', 'Too many tries; please wait 30 seconds.'),
      RETRY,
    ),
    503: answer(
      'ServiceUnavailable',
      'The request cannot be served now.',
      new Problem(503, 'not_ready', 'The database cannot be reached; please try again.'),
      RETRY,
    ),
  },
};

const oauthError = { schema: { $ref: '#/components/schemas/OAuthError' } };

function refusal(
  name: string,
  description: string,
  example: { error: string; error_description: string },
  headers?: object,
): Named {
  const content = { 'application/json': { ...oauthError, example } };
  return { name, description, ...(headers && { headers }), content };
}

/** RFC 6749 §5.2. */
export const OAUTH_ERRORS: Errors = {
  content: { 'application/json': oauthError },
  answers: {
    400: refusal('OAuthBadRequest', 'The request was refused; `error` tells why.', {
      error: 'invalid_request',
      error_description: 'Parameters belong into the body, not into the URL.',
    }),
    401: refusal(
      'OAuthUnauthorized',
      'The client could not be authenticated.',
      { error: 'invalid_client', error_description: 'The client could not be authenticated.' },
      CHALLENGE,
    ),
    413: refusal('OAuthContentTooLarge', 'The body is too large.', {
      error: 'invalid_request',
      error_description: 'The request is too large.',
    }),
    429: refusal(
      'OAuthTooManyRequests',
      'Too many requests or failures; wait as long as `Retry-After` says.',
      {
        error: 'temporarily_unavailable',
        error_description: 'Too many tries; please wait 30 seconds.',
      },
      RETRY,
    ),
    503: refusal('OAuthServiceUnavailable', 'The request cannot be served now.', {
      error: 'temporarily_unavailable',
      error_description: 'Please try again in a moment.',
    }),
  },
};

/** The answers by their names, for the document’s components. */
export const ERROR_ANSWERS: Record<string, Answer> = Object.fromEntries(
  [PROBLEMS, OAUTH_ERRORS].flatMap(({ answers }) =>
    Object.values(answers).map(({ name, ...rest }) => [name, rest]),
  ),
);
