/** SHA-256 over everything a check looked at, so that a report names its data: equal hash, equal shapes, places, posts, settings. */
import { createHash } from 'node:crypto';
import type { CheckOptions, CheckSubject } from './subject.ts';

export function dataHash(subject: CheckSubject, options: CheckOptions): string {
  const hash = createHash('sha256');
  const write = (key: string, value: unknown): unknown => {
    if (!(value instanceof Uint8Array)) return value;
    return { [key]: createHash('sha256').update(value).digest('base64') };
  };
  const { edition: _edition, editionNumber: _number, plan: _plan, ...looked } = subject;
  const { minAreaM2 } = options;
  for (const part of Object.entries({ ...looked, minAreaM2 }))
    hash.update(
      JSON.stringify(part, (key, value) => (key === 'wkb' || key === 'footprint' ? write(key, value) : value)),
    );
  return hash.digest('hex');
}
