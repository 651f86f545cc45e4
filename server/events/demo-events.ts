/**
 * The events of the demo county, whose file counts minutes from the midnight (Asia/Shanghai) with which the day of loading begins:
 * made into a file of instants for the import that takes everybody's. What lies after the present has not happened yet.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventUnit } from '../contract/event-rules.ts';
import type { Database } from '../database/database.ts';
import { putUnit, tellRulesChanged } from './rule-repository.ts';
import { loadSamples } from './samples.ts';

const DAY_MS = 24 * 3_600_000;
const CHINA_MS = 8 * 3_600_000;

/** Some time before the first event, so that each finds the map and the posts of its time. */
const BEGINS_DAYS = 90;

interface DemoStep {
  at: number;
}
interface DemoEvent {
  properties: { occurred?: number; steps: DemoStep[] | string };
}

/** Units and the dictionary go straight in; the events are written to `target` as NDJSON. */
export async function prepareDemoEvents(db: Database, folder: string, target: string, now: Date): Promise<void> {
  await loadSamples(db);
  const units = JSON.parse(await readFile(join(folder, 'units.json'), 'utf8')) as Omit<EventUnit, 'members'>[];
  const demoWorker = ['demo-worker'];
  await db.transaction(async (tx) => {
    for (const unit of units) await putUnit(tx, { ...unit, members: demoWorker });
    await tellRulesChanged(tx);
  });
  const lines = (await readFile(join(folder, 'events.ndjson'), 'utf8')).split('\n').filter((line) => line !== '');
  await writeFile(target, lines.flatMap((line) => shifted(line, now) ?? []).join('\n'));
}

/** When the county of the demo was divided, as its events have it. */
export function demoBegins(now: Date): Date {
  return new Date(midnightOf(now) - BEGINS_DAYS * DAY_MS);
}

function midnightOf(now: Date): number {
  return Math.floor((now.getTime() + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
}

/** Null for what has not happened yet. */
export function shifted(line: string, now: Date): string | null {
  const midnight = midnightOf(now);
  const instant = (minute: number): string => new Date(midnight + minute * 60_000).toISOString();
  const event = JSON.parse(line) as DemoEvent;
  const { occurred, steps, ...said } = event.properties;
  const happened = (minute: number): boolean => midnight + minute * 60_000 <= now.getTime();
  if (!happened(occurred!)) return null;
  const taken = (steps as DemoStep[])
    .filter(({ at }) => happened(at))
    .map((step) => ({ ...step, at: instant(step.at) }));
  return JSON.stringify({ ...event, properties: { ...said, occurredAt: instant(occurred!), steps: taken } });
}
