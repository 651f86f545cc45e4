/**
 * The one error of the database layer, and what of it a caller of the API may be told.
 * `code` is the SQLSTATE where the server gave one, else an own word in kebab-case, listed at OWN_CODES.
 */

/** Own codes → when they come. */
export const OWN_CODES = {
  'connection-lost': 'the server or the embedded engine went away; whether a commit in flight happened is unknown',
  'database-closed': 'used after close()',
  'database-held': 'another process has the folder of the embedded database open',
  'folder-version': 'the folder was made by an engine of another major version',
  'swallowed-error': 'the embedded engine returned neither a result nor an error; the transaction was rolled back',
  'nested-transaction': 'the database was asked from inside a transaction instead of the transaction’s own handle',
  'transaction-closed': 'the handle of a transaction was used after its end',
  'transaction-aborted': 'a statement failed, the failure was caught, and the commit became a rollback',
  'parameter-invalid': 'a value that is no SQL parameter',
  'value-unsafe': 'an int8 beyond ±2^53, which no number can hold',
  'copy-unsupported': 'COPY cannot run on the embedded engine',
  'postgres-too-old': 'PostgreSQL below 15',
  'postgis-missing': 'the server has no PostGIS to install',
  'postgis-too-old': 'PostGIS below 3.3',
  'postgis-not-allowed': 'the role may not create the extension',
  'schema-newer': 'the database was migrated by a newer program',
  'migration-misnamed': 'a file is not named NNNN_name.sql',
  'migration-gap': 'numbers do not run 0001, 0002, … without gap or repetition',
  'migration-missing': 'an applied migration is no longer in the folder',
  'migration-changed': 'an applied migration’s text is not the one that was applied',
  'migration-out-of-order': 'a migration below the last applied one was never applied',
  'migration-unreadable': 'a quote, comment or body is not closed, or the file controls the transaction itself',
} as const;

export type OwnCode = keyof typeof OWN_CODES;

export interface ErrorParts {
  code: string;
  message: string;
  constraint?: string | undefined;
  detail?: string | undefined;
  hint?: string | undefined;
  table?: string | undefined;
  column?: string | undefined;
  position?: number | undefined;
}

export class DatabaseError extends Error {
  readonly code: string;
  readonly constraint: string | undefined;
  /** May quote values of rows: for logs, never for a caller. */
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  /** Character of the statement the error points at, from 1. */
  readonly position: number | undefined;

  constructor(parts: ErrorParts, cause?: unknown) {
    super(parts.message, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseError';
    this.code = parts.code;
    this.constraint = parts.constraint;
    this.detail = parts.detail;
    this.hint = parts.hint;
    this.table = parts.table;
    this.column = parts.column;
    this.position = parts.position;
  }
}

export function ownError(code: OwnCode, message: string, cause?: unknown): DatabaseError {
  return new DatabaseError({ code, message }, cause);
}

const NETWORK = /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)/;
const CUT_OFF =
  /connection terminated|timeout exceeded when trying to connect|client was closed|not queryable|timeout expired/i;

/** Whatever a driver threw, as a DatabaseError with its origin as `cause`. */
export function toDatabaseError(thrown: unknown): DatabaseError {
  if (thrown instanceof DatabaseError) return thrown;
  const e = (typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) }) as Record<
    string,
    unknown
  >;
  const text = (key: string): string | undefined => (typeof e[key] === 'string' && e[key] !== '' ? e[key] : undefined);
  const code = text('code') ?? '';
  const message = text('message') ?? (code || 'database error');
  if (/^[0-9A-Z]{5}$/.test(code) && !NETWORK.test(code)) {
    return new DatabaseError(
      {
        code,
        message,
        constraint: text('constraint'),
        detail: text('detail'),
        hint: text('hint'),
        table: text('table'),
        column: text('column'),
        position: text('position') === undefined ? undefined : Number(text('position')),
      },
      thrown,
    );
  }
  if (NETWORK.test(code) || CUT_OFF.test(message)) return ownError('connection-lost', message, thrown);
  return new DatabaseError({ code: code || 'XX000', message }, thrown);
}

/** True for failures that go away when the whole transaction is run again: serialization failure, deadlock. */
export function isRetryable(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '40001' || error.code === '40P01');
}

export interface DatabaseProblem {
  code: 'duplicate' | 'reference-missing' | 'value-out-of-bounds' | 'database-unavailable' | 'storage-full';
  status: 409 | 422 | 503 | 507;
  params: Record<string, string | number>;
}

const unavailable = (reason: string, retryAfterS: number): DatabaseProblem => ({
  code: 'database-unavailable',
  status: 503,
  params: { reason, retryAfterS },
});

/** The problem an error means to a caller of the API, null when it is a fault of ours (500). Names no value of any row. */
export function problemOf(thrown: unknown): DatabaseProblem | null {
  if (!(thrown instanceof DatabaseError)) return null;
  const { code } = thrown;
  const params: Record<string, string> = {};
  for (const key of ['constraint', 'table', 'column'] as const) {
    const value = thrown[key];
    if (value !== undefined) params[key] = value;
  }
  if (code === '23505' || code === '23P01') return { code: 'duplicate', status: 409, params };
  if (code === '23503' || code === '23001') return { code: 'reference-missing', status: 409, params };
  if (code === '23514' || code === '23502') return { code: 'value-out-of-bounds', status: 422, params };
  if (code === '22001' || code === '22003') return { code: 'value-out-of-bounds', status: 422, params };
  if (code === '53100') return { code: 'storage-full', status: 507, params };
  if (code === '40001' || code === '40P01' || code === '55P03') return unavailable('busy', 1);
  if (code === '57014') return unavailable('too-slow', 5);
  if (code === '25006') return unavailable('read-only', 30);
  if (code.startsWith('08') || code.startsWith('53') || code.startsWith('57P')) return unavailable('server', 5);
  if (code === 'connection-lost' || code === 'database-closed') return unavailable('connection', 2);
  return null;
}
