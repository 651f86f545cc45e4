/** What a refusal means for what was sent: tried again by itself, stopped until somebody signs in, or for a person to look at. Pure. */
import type { ApiError } from '../../api/request.ts';

export type Verdict =
  | { readonly means: 'again'; readonly afterMs: number }
  | { readonly means: 'sign-in' }
  | { readonly means: 'overtaken' }
  | { readonly means: 'conflict' };

export function verdictOf({ status, code, params }: Pick<ApiError, 'status' | 'code' | 'params'>): Verdict {
  const asked = typeof params.retryAfterS === 'number' ? params.retryAfterS * 1000 : 0;
  // no network, a proxy that does not reach the service, a service that starts or fails: nothing was wrong with what was sent
  if (status === 0 && code === 'service-unreachable') return { means: 'again', afterMs: asked };
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { means: 'again', afterMs: asked };
  if (status === 401) return { means: 'sign-in' };
  if (status === 412) return { means: 'overtaken' };
  return { means: 'conflict' };
}
