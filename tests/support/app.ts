/** The whole service on a test database, asked through inject, and files imported the way a user's are. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config.ts';
import type { ImportJob, ImportLayer, ImportOptions } from '../../server/contract/imports.ts';
import type { Database } from '../../server/database/database.ts';
import { openHistory } from '../../server/events/history/open-history.ts';
import { ImportService } from '../../server/exchange/service.ts';
import { Maps } from '../../server/locate/maps.ts';
import { CHEAP } from './access-app.ts';

export const ADMIN_TOKEN = 'test-admin-token-of-the-suite';
export const asAdmin = { authorization: `Bearer ${ADMIN_TOKEN}` };

export interface TestApp {
  app: FastifyInstance;
  db: Database;
  maps: Maps;
  imports: ImportService;
  config: Config;
  /** Imports text as a file of that name; resolves when the job is over, whatever became of it. */
  importText(
    layer: ImportLayer,
    fileName: string,
    content: string | Uint8Array,
    options?: ImportOptions,
  ): Promise<ImportJob>;
  close(): Promise<void>;
}

/** The database stays open when the app is closed. */
export async function openApp(
  db: Database,
  settings: Record<string, string> = {},
  {
    checksAfterPublish = false,
    clock = () => new Date(),
    demo = false,
  }: { checksAfterPublish?: boolean; clock?: () => Date; demo?: boolean } = {},
): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'gezhong-app-'));
  const environment = {
    GEZHONG_ADMIN_TOKEN: ADMIN_TOKEN,
    GEZHONG_DATA: folder,
    GEZHONG_LOG: 'silent',
    GEZHONG_RATE_LIMIT: '1000000',
    GEZHONG_DEMO: 'off',
    ...settings,
  };
  const config = { ...readConfig(environment), passwordCost: CHEAP };
  const maps = new Maps(db, (error) => {
    throw error;
  });
  const imports = new ImportService({ db, config, maps, history: openHistory(db, maps, clock), clock });
  await maps.open();
  const app = await buildApp({
    config,
    db,
    maps,
    imports,
    clock,
    version: '0.0.0',
    started: Promise.resolve(),
    checksAfterPublish,
    demo: () => demo,
    clientFolder: join(folder, 'client'),
  });
  await app.ready();
  let files = 0;
  return {
    app,
    db,
    maps,
    imports,
    config,
    async importText(layer, fileName, content, options = {}) {
      const path = join(folder, `${files++}-${fileName}`);
      writeFileSync(path, content);
      const job = await imports.start({ layer, path, fileName, options, author: 'test' });
      return imports.wait(job.id);
    },
    async close() {
      await app.close();
      await imports.close();
      await maps.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
