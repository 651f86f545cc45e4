/** Puts the demo county with its demo users into an empty database. */
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDemoUsers } from './access/demo-users.ts';
import type { Config } from './config.ts';
import { demoBegins, prepareDemoEvents } from './events/demo-events.ts';
import { beginDemoBefore, importDemo, loadDemo } from './exchange/demo.ts';
import { isEmpty, readDemoState, saveDemoState } from './exchange/demo-repository.ts';
import type { Service } from './open-service.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../data/demo');

/** Resolves to whether this database holds the demo county, loaded now or before. */
export async function startDemo(service: Service, config: Config, progress: (step: string) => void): Promise<boolean> {
  const { db, imports, maps } = service;
  const state = await readDemoState(db);
  if (state === 'loaded') return true;
  if (!config.demo || (state === 'absent' && !(await isEmpty(db)))) return false;
  await saveDemoState(db, 'loading');
  const county = await loadDemo(imports, FOLDER, progress);
  await ensureDemoUsers(db, county);
  progress('workers');
  await importDemo(imports, county, 'workers', join(FOLDER, 'workers.csv'));
  progress('events');
  await mkdir(config.dataFolder, { recursive: true });
  const events = join(config.dataFolder, 'demo-events.ndjson');
  const now = new Date();
  await beginDemoBefore(db, maps, county, demoBegins(now));
  await prepareDemoEvents(db, FOLDER, events, now);
  await importDemo(imports, county, 'events', events);
  await rm(events, { force: true });
  await saveDemoState(db, 'loaded');
  return true;
}
