/** A listener's end of a stream against a line that takes as much as the test says. */
import { describe, expect, it } from 'vitest';
import { Listener, PATIENCE_BYTES, PATIENCE_MS } from '../../../server/live/listener.ts';
import { Line } from '../../support/live-line.ts';

function scene() {
  const line = new Line();
  const clock = { ms: 0 };
  const settled: boolean[] = [];
  const listener = new Listener({
    sink: line,
    now: () => clock.ms,
    settle: (transferred) => settled.push(transferred),
  });
  return { line, clock, settled, listener };
}

const frame = (bytes: number): Uint8Array => new Uint8Array(bytes);

describe('a listener', () => {
  it('gets every frame while the line takes it', () => {
    const { line, listener } = scene();
    for (let n = 0; n < 50; n++) expect(listener.offer(frame(1000))).toBe(true);
    expect(line.bytes).toBe(50_000);
    expect(listener.failing()).toBeNull();
  });

  it('is owed what comes while too much waits, and never has more waiting than that', () => {
    const { line, listener, settled } = scene();
    let n = 0;
    while (listener.offer(frame(60_000))) n++;
    expect(n).toBe(Math.ceil(PATIENCE_BYTES / 60_000));
    for (let k = 0; k < 1000; k++) expect(listener.offer(frame(60_000))).toBe(false);
    expect(line.writableLength).toBeLessThan(PATIENCE_BYTES + 60_000);
    line.drain();
    expect(settled).toEqual([false]);
    expect(listener.offer(frame(10))).toBe(true);
  });

  it('gets a large frame piece by piece, as the line takes it, and is owed what comes meanwhile', () => {
    const { line, listener, settled } = scene();
    const large = Uint8Array.from({ length: 1_000_003 }, (_, i) => i % 251);
    expect(listener.offer(large)).toBe(true);
    expect(line.bytes).toBeLessThan(PATIENCE_BYTES);
    expect(listener.waiting).toBe(large.length);
    expect(listener.offer(frame(10))).toBe(false);
    for (let n = 0; n < 100 && settled.length === 0; n++) line.drain();
    expect(settled).toEqual([true]);
    expect(Buffer.concat(line.written).equals(Buffer.from(large))).toBe(true);
  });

  it('never begins another frame in the middle of one', () => {
    const { line, listener } = scene();
    const first = new Uint8Array(200_000).fill(1);
    const second = new Uint8Array(150_000).fill(2);
    listener.offer(first);
    listener.restart(second);
    for (let n = 0; n < 20; n++) line.drain();
    expect(Buffer.concat(line.written).equals(Buffer.concat([first, second]))).toBe(true);
  });

  it('fails when it owes for too long, and when a large frame does not move', () => {
    const owing = scene();
    while (owing.listener.offer(frame(60_000)));
    owing.clock.ms = PATIENCE_MS;
    expect(owing.listener.failing()).toBeNull();
    owing.clock.ms = PATIENCE_MS + 1;
    expect(owing.listener.failing()).toBe('owing');
    const slow = scene();
    slow.listener.offer(frame(1_000_000));
    for (let n = 0; n < 5; n++) {
      slow.clock.ms += PATIENCE_MS - 1;
      expect(slow.listener.failing()).toBeNull();
      slow.line.drain();
    }
    slow.clock.ms += PATIENCE_MS + 1;
    expect(slow.listener.failing()).toBe('stalled');
  });
});
