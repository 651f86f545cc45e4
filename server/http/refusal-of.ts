/** Any thrown thing as the Refusal a caller may see. What is not expected becomes 'internal' and tells nothing. Pure. */
import { PROBLEMS, type ProblemCode, Refusal } from '../contract/problem.ts';
import { problemOf } from '../database/errors.ts';
import { faultItems, type SchemaFault } from './validation-items.ts';

/** Error codes of the framework, its plugins and the disk → ours. */
const FRAMEWORK: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-invalid',
  FST_ERR_NOT_FOUND: 'not-found',
  FST_ERR_BAD_URL: 'request-invalid',
  FST_ERR_MAX_PARAM_LENGTH: 'request-invalid',
  FST_STATIC_FORBIDDEN_PATH: 'not-found',
  FST_REQ_FILE_TOO_LARGE: 'body-too-large',
  FST_FILES_LIMIT: 'body-too-large',
  FST_PARTS_LIMIT: 'body-too-large',
  FST_FIELDS_LIMIT: 'body-too-large',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'media-type-unsupported',
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
};

const BY_STATUS: Record<number, ProblemCode> = {
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  413: 'body-too-large',
  415: 'media-type-unsupported',
  429: 'too-many-requests',
};

export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  const fromDatabase = problemOf(thrown);
  if (fromDatabase !== null) return new Refusal(fromDatabase.code, fromDatabase.params);
  if (typeof thrown !== 'object' || thrown === null) return new Refusal('internal');
  const { code, statusCode, validation, validationContext } = thrown as {
    code?: unknown;
    statusCode?: unknown;
    validation?: SchemaFault[];
    validationContext?: string;
  };
  if (Array.isArray(validation)) {
    const part = validationContext ?? 'body';
    return new Refusal(
      part === 'body' ? 'body-invalid' : 'request-invalid',
      {},
      { errors: faultItems(validation, part) },
    );
  }
  const named = typeof code === 'string' ? FRAMEWORK[code] : undefined;
  if (named !== undefined) return new Refusal(named);
  if (thrown instanceof SyntaxError && statusCode === 400) return new Refusal('body-invalid');
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new Refusal(BY_STATUS[statusCode] ?? 'request-invalid');
  }
  return new Refusal('internal');
}

export function statusOf(refusal: Refusal): number {
  return PROBLEMS[refusal.code];
}
