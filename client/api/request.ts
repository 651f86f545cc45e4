/**
 * One way to the service: JSON in, JSON out. A refusal arrives as problem+json and leaves as ApiError with its code; a
 * service that cannot be reached has the code `service-unreachable`. Every read is revalidated by its ETag: the service lets
 * public answers live a minute, and whoever has just imported must not see the minute before.
 */
import type { Geometry } from '../../server/contract/geometry.ts';
import type { Problem } from '../../server/contract/problem.ts';

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Query;
  json?: unknown;
  form?: FormData;
  signal?: AbortSignal | undefined;
  /** The entity tag a write was made for. */
  ifMatch?: string | undefined;
  /** Hears the headers of the answer. */
  hear?: (headers: Headers) => void;
}

/** A refusal of the service, or of the way to it. `code` has a text `problem.<code>` in every language. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Record<string, unknown>;
  readonly errors: NonNullable<Problem['errors']>;
  readonly geometry: Geometry | null;

  constructor(code: string, status: number, problem: Partial<Problem> = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.params = problem.params ?? {};
    this.errors = problem.errors ?? [];
    this.geometry = problem.geometry ?? null;
  }
}

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Any thrown thing as an ApiError, so that screens deal with one kind. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('client-failed', 0, { params: { message: String(error) } });
}

/** Rejects with ApiError, or with the AbortError of `signal`. An empty body (204) answers undefined. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.json !== undefined) headers['content-type'] = 'application/json';
  if (options.ifMatch !== undefined) headers['if-match'] = options.ifMatch;
  const body = options.form ?? (options.json === undefined ? null : JSON.stringify(options.json));
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method: options.method ?? 'GET',
      headers,
      body,
      cache: 'no-cache',
      credentials: 'same-origin',
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError('service-unreachable', 0);
  }
  if (!response.ok) throw await refusal(response);
  options.hear?.(response.headers);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  if (text === '') return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ApiError('answer-unreadable', response.status);
  }
}

async function refusal(response: Response): Promise<ApiError> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
    if (problem && typeof problem.code === 'string') return new ApiError(problem.code, response.status, problem);
  }
  return new ApiError(response.status >= 502 ? 'service-unreachable' : 'answer-unreadable', response.status);
}
