/**
 * A million events on both databases: how long the columns take to load and how much memory, and a statistic of every grid and
 * month, all figures, over HTTP. Gates: the figures by grid and month, and by category, are those of plain SQL.
 */
import type { AddressInfo } from 'node:net';
import type { EventStatistics } from '../../server/contract/event-statistics.ts';
import { sql } from '../../server/database/sql.ts';
import { openBoard } from '../../server/events/open-board.ts';
import { asAdmin, openApp } from '../support/app.ts';
import { plainFigures } from '../support/event-figures.ts';
import { BENCH_COUNTY, openScene, writeCounty, writeEvents } from './events-scene.ts';
import { type BenchRow, median, mustAgree, quantile } from './protocol.ts';

const EVENTS = 1_000_000;
const ROUNDS = 9;
const TARGETS = { postgres: 300, embedded: 1000 };

export const onPostgres = { run: (): Promise<BenchRow[]> => measure('postgres') };
export const onEmbedded = { run: (): Promise<BenchRow[]> => measure('embedded') };

async function measure(kind: 'postgres' | 'embedded'): Promise<BenchRow[]> {
  const scene = await openScene(kind);
  const { db } = scene;
  try {
    await writeCounty(db);
    const wrote = performance.now();
    await writeEvents(db, EVENTS);
    process.stdout.write(`${kind}: ${EVENTS} events written in ${((performance.now() - wrote) / 1000).toFixed(0)} s\n`);
    const began = performance.now();
    const clock = () => new Date();
    const board = openBoard({ db, clock, warn: (error) => process.stderr.write(`${error}\n`) });
    await board.open();
    await board.ready;
    const loadMs = performance.now() - began;
    const bytes = board.columns.byteLength / board.columns.count;
    const shown = board.board.size;
    await board.close();
    const service = await openApp(db);
    await service.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = service.app.server.address() as AddressInfo;
    const ask = async (by: string): Promise<Response> => {
      const to = encodeURIComponent(new Date(Date.now() + 86_400_000).toISOString());
      const from = encodeURIComponent(new Date(Date.now() - 740 * 86_400_000).toISOString());
      const path = `/api/events/statistics?area=${BENCH_COUNTY}&from=${from}&to=${to}&by=${by}`;
      const headers = { ...asAdmin, 'accept-encoding': 'identity' };
      return fetch(`http://127.0.0.1:${port}${path}`, { headers });
    };
    for (let n = 0; (await ask('grade')).status === 503 && n < 600; n++) await new Promise((r) => setTimeout(r, 200));
    process.stdout.write(`${kind}: loaded in ${(loadMs / 1000).toFixed(1)} s\n`);
    await gate(kind, ask);
    const times: Record<string, number[]> = {};
    let size = 0;
    for (const by of ['grid,month', 'grid', 'category', 'day']) {
      for (let round = -2; round < ROUNDS; round++) {
        const start = performance.now();
        const body = await (await ask(by)).arrayBuffer();
        if (by === 'grid,month') size = body.byteLength;
        if (round >= 0) times[by] = [...(times[by] ?? []), performance.now() - start];
      }
    }
    await service.close();
    const others = ['grid', 'category', 'day'].map((by) => `${by} ${median(times[by]!).toFixed(0)}`).join(', ');
    return [
      {
        name: `events: columns of a million loaded, ${kind}, s`,
        ratio: loadMs / 1000,
        target: '–',
        note: `${bytes.toFixed(0)} bytes an event, ${shown} on the board`,
      },
      {
        name: `events: statistic by grid and month over HTTP, ${kind}, ms`,
        ratio: median(times['grid,month']!),
        target: `≤ ${TARGETS[kind]}`,
        note: `worst of ${ROUNDS} ${quantile(times['grid,month']!, 1).toFixed(0)}; ${(size / 1e6).toFixed(1)} MB; by ${others}`,
      },
    ];
  } finally {
    await scene.close();
  }

  async function gate(which: string, ask: (by: string) => Promise<Response>): Promise<void> {
    const keys = {
      'grid,month': [sql`grid_code`, sql`to_char(reported_at at time zone 'Asia/Shanghai', 'YYYY-MM')`],
      category: [sql`category`],
    };
    for (const [by, columns] of Object.entries(keys)) {
      const made = (await (await ask(by)).json()) as EventStatistics;
      const plain = await plainFigures(db, { keys: columns, where: sql`true`, now: new Date(made.at) });
      const expected = new Map(plain.map(({ key, figures }) => [JSON.stringify(key), figures]));
      const different = made.rows.filter(({ key, figures }) => {
        const other = expected.get(JSON.stringify(key)) as Record<string, number | null> | undefined;
        if (other === undefined) return true;
        return Object.entries(other).some(([name, value]) => {
          const own = (figures as Record<string, number | null>)[name] ?? null;
          // both are rounded to four decimals, from sums made in another order
          return own === null || value === null ? own !== value : Math.abs(own - value) > 1.01e-4;
        });
      });
      mustAgree(`${which}: figures by ${by}`, different.length + Math.abs(made.rows.length - plain.length));
    }
  }
}
