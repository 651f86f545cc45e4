/** The ways to answer by name, for threads that are told one in a message. The last three are one slider. */

import { BEST_SHAPE } from './best-shape.ts';
import { CHANGE_LEAST, CHANGE_SOME } from './change-less.ts';
import type { Method } from './method.ts';

/** Best shape: afresh, but with the codes of today where they fit. */
export const METHODS = {
  'least-change': CHANGE_LEAST,
  balanced: CHANGE_SOME,
  'best-shape': BEST_SHAPE,
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;
