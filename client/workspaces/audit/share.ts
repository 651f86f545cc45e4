/**
 * A share as a percentage that never claims more than is true: it is cut, not rounded, and 100 % is said only when nothing
 * at all is missing. Pure.
 */
import type { CoverageTotals } from '../../../server/contract/coverage.ts';

const NBSP = '\u00a0';

/** Whether something is known to be left out. `isUnsure`: some shapes could not be judged. */
export const isMissing = (
  { gapM2, households, householdsCovered, placesUncovered }: CoverageTotals,
  isUnsure: boolean,
): boolean => isUnsure || gapM2 > 0 || householdsCovered < households || placesUncovered > 0;

/** `share` 0…1; `missing`: something is known to be left out, however small its part. */
export function shareText(share: number, missing: boolean): string {
  // 0.9997 × 10,000 is a hair below 9,997 in binary; a hair is not a hundredth of a per cent
  const parts = Math.floor(share * 10_000 + 1e-7);
  const most = missing || share < 1 ? 9999 : 10_000;
  const hundredths = Math.max(0, Math.min(parts, most));
  const text = hundredths === 10_000 ? '100' : (hundredths / 100).toFixed(2);
  return `${text}${NBSP}%`;
}
