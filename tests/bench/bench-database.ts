/** The embedded database with a table of polygons, in a folder that goes when it is closed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../server/database/database.ts';
import { openEmbedded } from '../../server/database/embedded.ts';
import { sql } from '../../server/database/sql.ts';
import type { CoverageGrid } from '../../server/geometry/coverage.ts';
import { encodeHex, encodeMultiPolygon } from '../../server/geometry/wkb.ts';
import { copyTemplate, emptyTemplate } from '../support/embedded-template.ts';

const BATCH = 1000;

export interface BenchDatabase {
  db: Database;
  /** Puts these in place of what the table `bench_grid (code, geom)` held, in lattice units. */
  fill(grids: readonly CoverageGrid[]): Promise<void>;
  close(): Promise<void>;
}

export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'gezhong-bench-'));
  copyTemplate(await emptyTemplate(), folder);
  const db = await openEmbedded({ folder });
  await db.query(sql`create table bench_grid (code text primary key, geom geometry not null)`);
  return {
    db,
    async fill(grids) {
      await db.query(sql`truncate bench_grid`);
      for (let i = 0; i < grids.length; i += BATCH) {
        const batch = grids.slice(i, i + BATCH);
        const codes = batch.map(({ code }) => code);
        const shapes = batch.map(({ polygons }) => encodeHex(encodeMultiPolygon(polygons, 'lattice')));
        await db.query(sql`
          insert into bench_grid select code, ST_SetSRID(shape::geometry, 0)
          from unnest(${codes}::text[], ${shapes}::text[]) as row(code, shape)`);
      }
      await db.query(sql`analyze bench_grid`);
    },
    async close() {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
