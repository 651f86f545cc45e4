/** The transaction that decides whether an import happened: everything it changes, or nothing. */
import { audit } from '../access/audit.ts';
import { countyExists, createCounty, replaceBoundary, writeAreas } from '../areas/register-repository.ts';
import { holdRevision, raiseRevision } from '../areas/revision-repository.ts';
import { writeBase } from '../base/register-repository.ts';
import type { CodeScheme } from '../contract/codes.ts';
import type { ImportLayer } from '../contract/imports.ts';
import type { Queryable } from '../database/database.ts';
import type { EventHistory } from '../events/history/service.ts';
import { insertEdition, keepScheme, writeGrids, writePosts } from '../grids/edition-repository.ts';
import { reassignPlaces, refreshTally, writePlaces } from '../places/register-repository.ts';
import { writeWorkers } from '../workers/register-repository.ts';
import { tellDuty } from '../workers/tell-repository.ts';
import type { Outcome } from './import-protocol.ts';
import { renewStatistics } from './statistics-repository.ts';

export interface Decision {
  history: EventHistory;
  jobId: string;
  layer: ImportLayer;
  county: string | null;
  /** The name of a county to be made where it does not exist. */
  countyName: string | null;
  replace: boolean;
  note: string | null;
  author: string;
  fileName: string;
  demo: boolean;
  outcome: Omit<Outcome, 'report'>;
  unchanged: number;
}

export interface Decided {
  counts: { added: number; changed: number; unchanged: number; closed: number; edition: number | null };
  /** Counties whose published state changed. */
  counties: string[];
}

/** The county was changed by somebody else since the plan was made. */
export class StaleError extends Error {}

export async function decide(tx: Queryable, decision: Decision): Promise<Decided> {
  const { county, outcome } = decision;
  if (county !== null && (await holdRevision(tx, county)) !== outcome.revision) throw new StaleError(county);
  const decided = await write(tx, decision);
  await renewStatistics(tx, decision.layer);
  for (const changed of decided.counties) await raiseRevision(tx, changed);
  const { added, changed, closed, edition } = decided.counts;
  await audit(tx, {
    actor: decision.author,
    action: `import.${decision.layer}`,
    target: decision.fileName,
    ...(county === null ? {} : { area: county }),
    detail: { job: decision.jobId, added, changed, closed, edition },
  });
  return decided;
}

async function write(tx: Queryable, decision: Decision): Promise<Decided> {
  const { jobId, layer, county, unchanged } = decision;
  if (layer === 'areas') {
    const { counts, counties } = await writeAreas(tx, jobId);
    const made = await makeCounty(tx, decision, null);
    const touched = made && !counties.includes(county!) ? [...counties, county!] : counties;
    return { counts: { ...counts, edition: null }, counties: touched };
  }
  if (layer === 'grids') return writeEdition(tx, decision);
  const made = await makeCounty(tx, decision, null);
  if (layer === 'base') {
    const { added, closed } = await writeBase(tx, jobId, county!);
    return { counts: { added, changed: 0, unchanged, closed, edition: null }, counties: [county!] };
  }
  if (layer === 'workers') {
    const { posts, ...counts } = await writeWorkers(tx, jobId, county!, decision.demo);
    await tellDuty(tx, null);
    return { counts: { ...counts, closed: 0, edition: null }, counties: made || posts > 0 ? [county!] : [] };
  }
  if (layer === 'events') {
    const { added, unchanged: known } = await decision.history.write(tx, jobId, county!);
    // nothing that is published has changed
    return {
      counts: { added, changed: 0, unchanged: known, closed: 0, edition: null },
      counties: made ? [county!] : [],
    };
  }
  const counts = await writePlaces(tx, jobId, county!, decision.replace);
  const changed = counts.added + counts.changed + counts.closed > 0;
  if (changed) await refreshTally(tx, county!);
  return { counts: { ...counts, edition: null }, counties: changed || made ? [county!] : [] };
}

async function writeEdition(tx: Queryable, decision: Decision): Promise<Decided> {
  const { jobId, outcome, unchanged } = decision;
  const county = decision.county!;
  const plan = outcome.edition!;
  const made = await makeCounty(tx, decision, plan.boundary);
  const posts = await writePosts(tx, jobId, county);
  if (!plan.changed) {
    const counts = { added: 0, changed: 0, unchanged, closed: 0, edition: null };
    return { counts, counties: posts > 0 || made ? [county] : [] };
  }
  const scheme = JSON.parse(plan.scheme) as CodeScheme;
  await keepScheme(tx, scheme);
  const edition = await insertEdition(tx, {
    county,
    scheme: scheme.id,
    note: decision.note,
    author: decision.author,
    source: { file: decision.fileName, ...outcome.read },
    contentHash: plan.contentHash,
    gridCount: plan.gridCount,
  });
  const counts = await writeGrids(tx, jobId, county, edition);
  await reassignPlaces(tx, jobId);
  if (!made && plan.boundary !== null) await replaceBoundary(tx, county, plan.boundary);
  await refreshTally(tx, county);
  return { counts: { ...counts, unchanged, edition }, counties: [county] };
}

/** True when the county did not exist and was made. */
async function makeCounty(tx: Queryable, { county, countyName }: Decision, boundary: string | null): Promise<boolean> {
  if (county === null || countyName === null || (await countyExists(tx, county))) return false;
  await createCounty(tx, county, countyName, boundary);
  return true;
}
