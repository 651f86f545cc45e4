/** How a parameter that cannot be read is refused: the standard asks for 400, whatever is wrong with it. */
import { Refusal } from '../contract/problem.ts';

export function broken(pointer: string, code: string, params: Record<string, unknown> = {}): Refusal {
  return new Refusal('request-invalid', {}, { errors: [{ pointer, code, params }] });
}
