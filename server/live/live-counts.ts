/** What the live streams count: nothing is left out or cut off without a number. */
import type { Metrics } from '../http/metrics.ts';

export class LiveCounts {
  frames = 0;
  rows = 0;
  coalesced = 0;
  owed = 0;
  readonly resets: Record<string, number> = {};
  readonly cut: Record<string, number> = {};
  /** Seconds by which a tick came late. */
  tickLag: ((seconds: number) => void) | null = null;

  reset(reason: string): void {
    this.resets[reason] = (this.resets[reason] ?? 0) + 1;
  }

  cutOff(reason: string): void {
    this.cut[reason] = (this.cut[reason] ?? 0) + 1;
  }
}

export interface LiveGauges {
  listeners(): number;
  groups(): number;
  buffered(): { sum: number; max: number };
  ringBytes(): number;
}

export function registerLiveMetrics(metrics: Metrics, counts: LiveCounts, gauges: LiveGauges): void {
  metrics.gauge('gezhong_live_listeners', 'Open live streams', gauges.listeners);
  metrics.gauge('gezhong_live_groups', 'Groups of listeners who see the same events', gauges.groups);
  metrics.gauge('gezhong_live_buffered_bytes', 'Bytes that wait for listeners', () => gauges.buffered().sum);
  metrics.gauge(
    'gezhong_live_buffered_bytes_max',
    'Most bytes that wait for one listener',
    () => gauges.buffered().max,
  );
  metrics.gauge('gezhong_live_ring_bytes', 'Memory of what listeners may go on from', gauges.ringBytes);
  const plain: [string, string, 'frames' | 'rows' | 'coalesced' | 'owed'][] = [
    ['gezhong_live_frames_total', 'Frames written to listeners of events', 'frames'],
    ['gezhong_live_rows_total', 'Rows of events written to listeners', 'rows'],
    ['gezhong_live_coalesced_total', 'Changes of events that a later one of the same tick made needless', 'coalesced'],
    ['gezhong_live_owed_total', 'Frames left out for listeners who did not keep up', 'owed'],
  ];
  for (const [name, help, field] of plain) metrics.counterOf(name, help, 'view', () => [['events', counts[field]]]);
  metrics.counterOf('gezhong_live_resets_total', 'Streams that began anew, by reason', 'reason', () =>
    Object.entries(counts.resets),
  );
  metrics.counterOf('gezhong_live_cut_total', 'Listeners cut off, by reason', 'reason', () =>
    Object.entries(counts.cut),
  );
  const lag = metrics.histogram('gezhong_live_tick_lag_seconds', 'How late ticks came', [], LAGS);
  counts.tickLag = (seconds) => lag.observe(seconds);
}

const LAGS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
