// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { areas } from '../../client/state/areas.ts';
import { loaded } from '../../client/state/audit.ts';
import { difference, followLive, fresh, showFresh } from '../../client/state/audit-live.ts';
import { reachIn } from '../../client/state/audit-reach.ts';
import { setParams } from '../../client/state/route.ts';
import { session } from '../../client/state/who.ts';
import type { Area } from '../../server/contract/areas.ts';
import type { CoverageReport } from '../../server/contract/coverage.ts';
import { sampleFinding, sampleReport } from '../support/sample-coverage.ts';

/** A stream that says what the test says. */
class Stream extends EventTarget {
  static open: Stream[] = [];
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    Stream.open.push(this);
  }
  close(): void {
    Stream.open = Stream.open.filter((stream) => stream !== this);
  }
}
const news = (kind: string) => {
  for (const stream of Stream.open) stream.dispatchEvent(new MessageEvent(kind, { data: '{}' }));
};
const area = (code: string, level: Area['level'], parentCode: string | null) =>
  ({ code, level, parentCode, name: code, bbox: null }) as unknown as Area;

const OLD = sampleReport({}, { dataHash: 'old', findings: [sampleFinding({ id: 'a' }), sampleFinding({ id: 'b' })] });
const NEW = sampleReport({}, { dataHash: 'new', edition: 2, findings: [sampleFinding({ id: 'b' })] });

describe('live news', () => {
  let answer: CoverageReport;
  let asked: string[];
  let stop: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', Stream);
    asked = [];
    answer = NEW;
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      const body = url.startsWith('/api/coverage?')
        ? answer
        : { checks: [], areas: [], editions: [], features: [], links: [], next: null };
      return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
    });
    areas.value = [area('341921', 'county', null), area('341921100', 'town', '341921')];
    session.value = { login: 'a', name: 'A', demo: false, grants: [{ role: 'auditor', area: '341921' }] };
    loaded.value = { report: OLD, loading: false, problem: null };
    stop = followLive();
  });
  afterEach(() => {
    stop();
    setParams({ area: null, asOf: null });
    loaded.value = { report: null, loading: false, problem: null };
    session.value = null;
    areas.value = null;
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const settle = () => vi.advanceTimersByTimeAsync(1000);
  const reports = () => asked.filter((url) => url.startsWith('/api/coverage?')).length;

  it('are of the area on the screen, one stream at a time, none when the workspace is left', () => {
    expect(Stream.open.map(({ url }) => url)).toEqual(['/api/live?area=341921']);
    setParams({ area: '341921100' });
    expect(Stream.open.map(({ url }) => url)).toEqual(['/api/live?area=341921100']);
    stop();
    expect(Stream.open).toEqual([]);
  });

  it.each(['published', 'coverage', 'reset'])(
    '%s: offer the newer report, and leave the screen as it is',
    async (kind) => {
      news(kind);
      await settle();
      expect(fresh.value).toEqual(NEW);
      expect(loaded.value.report).toBe(OLD);
      await showFresh();
      expect(loaded.value.report).toEqual(NEW);
      expect(fresh.value).toBeNull();
    },
  );

  it('are asked about once when they come together', async () => {
    news('published');
    news('published');
    news('coverage');
    await settle();
    expect(reports()).toBe(1);
  });

  it('offer nothing when the data are those on the screen', async () => {
    answer = { ...OLD, checkedAt: '2026-12-01T00:00:00Z' };
    news('coverage');
    await settle();
    expect(reports()).toBe(1);
    expect(fresh.value).toBeNull();
  });

  it('do not touch a past edition, which stays as it is', async () => {
    setParams({ asOf: '2026-11-20' });
    news('published');
    await settle();
    expect(reports()).toBe(0);
    expect(fresh.value).toBeNull();
  });

  it('are taken back when the reader has loaded the same by himself', async () => {
    news('published');
    await settle();
    loaded.value = { report: NEW, loading: false, problem: null };
    expect(fresh.value).toBeNull();
  });

  it('are not asked for by somebody the service would refuse', () => {
    session.value = { login: 'w', name: 'W', demo: false, grants: [{ role: 'worker', area: '341921' }] };
    expect(Stream.open).toEqual([]);
  });

  it('say how many findings came and went', () => {
    expect(difference(OLD, NEW)).toEqual({ added: 0, gone: 1 });
    expect(difference(NEW, OLD)).toEqual({ added: 1, gone: 0 });
  });

  it('a role over a part of the county leads to that part', () => {
    expect(reachIn('341921')).toBe('341921');
    session.value = { login: 'a', name: 'A', demo: false, grants: [{ role: 'viewer', area: '341921100' }] };
    expect(reachIn('341921')).toBe('341921100');
    session.value = { login: 'a', name: 'A', demo: false, grants: [{ role: 'worker', area: '341921100' }] };
    expect(reachIn('341921')).toBeNull();
  });
});
