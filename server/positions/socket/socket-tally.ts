/** What the socket counts: nothing is left out, and nobody cut off, without a number. */
import type { Metrics } from '../../http/metrics.ts';
import type { PositionHub } from './position-hub.ts';

export class SocketTally {
  frames = 0;
  rows = 0;
  coalesced = 0;
  owed = 0;
  ticks = 0;
  readonly closed: Record<string, number> = {};
  /** Seconds by which a tick came late. */
  tickLag: ((seconds: number) => void) | null = null;

  close(reason: string): void {
    this.closed[reason] = (this.closed[reason] ?? 0) + 1;
  }
}

const LAGS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];

export function registerSocketMetrics(metrics: Metrics, tally: SocketTally, hub: PositionHub): void {
  metrics.gauge('gezhong_socket_viewers', 'Open sockets that are told positions', () => hub.sizes().viewers);
  metrics.gauge('gezhong_socket_groups', 'Groups of viewers who may see the same', () => hub.sizes().groups);
  metrics.gauge('gezhong_socket_cells', 'Cells that are looked at', () => hub.sizes().cells);
  metrics.gauge('gezhong_socket_seq', 'Changes of positions so far', () => hub.seq);
  const waiting = (): number[] => [...hub.viewers()].map((viewer) => viewer.waiting);
  metrics.gauge('gezhong_socket_buffered_bytes', 'Bytes that wait for viewers', () =>
    waiting().reduce((sum, bytes) => sum + bytes, 0),
  );
  metrics.gauge('gezhong_socket_buffered_bytes_max', 'Most bytes that wait for one viewer', () =>
    waiting().reduce((most, bytes) => Math.max(most, bytes), 0),
  );
  const plain: [string, string, 'frames' | 'rows' | 'coalesced' | 'owed' | 'ticks'][] = [
    ['gezhong_socket_frames_total', 'Frames written to viewers', 'frames'],
    ['gezhong_socket_rows_total', 'Positions written to viewers', 'rows'],
    ['gezhong_socket_coalesced_total', 'Positions that a later one of the same tick made needless', 'coalesced'],
    ['gezhong_socket_owed_total', 'Frames left out for viewers who did not keep up', 'owed'],
    ['gezhong_socket_ticks_total', 'Ticks with something to tell', 'ticks'],
  ];
  for (const [name, help, field] of plain) metrics.counterOf(name, help, 'what', () => [['positions', tally[field]]]);
  metrics.counterOf('gezhong_socket_closed_total', 'Sockets closed by the service, by reason', 'reason', () =>
    Object.entries(tally.closed),
  );
  const lag = metrics.histogram('gezhong_socket_tick_lag_seconds', 'How late ticks came', [], LAGS);
  tally.tickLag = (seconds) => lag.observe(seconds);
}
