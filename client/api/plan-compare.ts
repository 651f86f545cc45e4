/** Two plans or editions of a county side by side; the same as a file to keep. */
import type { PlanComparison } from '../../server/contract/plan-compare.ts';
import { address, request } from './request.ts';

const at = '/api/plans/compare';

/** With the shapes of the grids that change, for the map. */
export const comparePlans = (from: string, to: string, signal?: AbortSignal) =>
  request<PlanComparison>(at, { query: { from, to, shapes: true }, signal });

/** Where the browser fetches the file; its name is the service's. */
export const comparisonFile = (from: string, to: string, format: 'csv' | 'geojson'): string =>
  address(at, { from, to, format });
