/** Figures of events by one group or two, read for a screen or fetched as a file; both by the same query. */
import type { EventStatistics } from '../../server/contract/event-statistics.ts';
import { address, type Query, request } from './request.ts';

const PATH = '/api/events/statistics';

export const readEventStatistics = (query: Query, signal?: AbortSignal) =>
  request<EventStatistics>(PATH, { query, signal });

/** Where the same figures are as CSV, written by the service. */
export const statisticsFile = (query: Query): string => address(PATH, { ...query, format: 'csv' });
