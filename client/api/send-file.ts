/** A file as the body of a request, as it is, under the type it has. Refusals are those of `request`. */
import type { Problem } from '../../server/contract/problem.ts';
import { ApiError } from './request.ts';

export interface SendOptions {
  readonly method: 'POST' | 'PUT';
  readonly type: string;
  readonly ifMatch?: string;
}

/** Rejects with ApiError. */
export async function sendFile<T>(path: string, file: Blob, { method, type, ifMatch }: SendOptions): Promise<T> {
  const headers = { 'content-type': type, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) };
  let response: Response;
  try {
    response = await fetch(path, { method, headers, body: file, credentials: 'same-origin' });
  } catch {
    throw new ApiError('service-unreachable', 0);
  }
  const answer = (await response.json().catch(() => null)) as (T & Partial<Problem>) | null;
  if (response.ok && answer !== null) return answer;
  throw new ApiError(answer?.code ?? 'answer-unreadable', response.status, answer ?? {});
}
