/** Grids from a file become the next edition of a county: read, given codes and parents, compared with the map in force. */
import type { CodeScheme } from '../contract/codes.ts';
import { dissolve } from '../geometry/dissolve.ts';
import { decodeHex, decodeMultiPolygon, encodeMultiPolygon } from '../geometry/wkb.ts';
import { nameFromCode, recogniseScheme, UNIT_15 } from '../grids/code.ts';
import { parseScheme } from '../grids/scheme-text.ts';
import { editionHash, shapeKey } from '../grids/shape-key.ts';
import {
  askAreaShapes,
  askAreas,
  askGrids,
  askPlaces,
  askPosts,
  askUsedCodes,
  type CountyState,
} from './county-state.ts';
import { datumSuspicion, SUSPICION_SAMPLE } from './datum-suspicion.ts';
import type { OpenFile } from './file-rows.ts';
import { gridChanges, postChanges, type StandingGrid } from './grid-changes.ts';
import { assignCodes, type CodeHistory, checkCodes, findMicroParents, refuseDuplicates } from './grid-codes.ts';
import { type GridDraft, readDraft, refuseDraft } from './grid-draft.ts';
import { GridFinder } from './grid-finder.ts';
import { AreaFinder, findParents } from './grid-parents.ts';
import { type ImportHost, RowBatches } from './import-host.ts';
import type { EditionPlan, ImportTask } from './import-protocol.ts';
import type { Report } from './report.ts';

/** Null when a row was refused. `state` is that of the county named in the task, which a grid import always has. */
export async function importGrids(
  task: ImportTask,
  file: OpenFile,
  report: Report,
  host: ImportHost,
  state: CountyState,
): Promise<EditionPlan | null> {
  const county = task.county!;
  const drafts: GridDraft[] = [];
  for await (const row of file.rows()) {
    const draft = readDraft(row, report);
    if (draft) drafts.push(draft);
  }
  const standing = (await askGrids(host)).map(({ lattice, ...grid }): StandingGrid => {
    return { ...grid, key: shapeKey(decodeMultiPolygon(decodeHex(lattice), 'lattice')) };
  });
  const history: CodeHistory = { used: await askUsedCodes(host), inForce: standing };
  const assigned = [undefined, '='].includes(file.mapping.code);
  const scheme = chooseScheme(task.options.scheme, state, drafts, assigned);
  const areas = new Set([county, ...(await askAreas(host)).map(({ code }) => code)]);
  const areaFinder = new AreaFinder(await askAreaShapes(host));
  const accepted = resolve(drafts, { scheme, county, areas, areaFinder, history, assigned, report });
  if (assigned && report.refused === 0) report.remark('codes-assigned', { scheme: scheme.id, grids: accepted.length });
  const suspicion = areaFinder.empty
    ? null
    : datumSuspicion(
        drafts.slice(0, SUSPICION_SAMPLE).map(({ x, y }) => [x, y]),
        (x, y) => areaFinder.at(x, y) !== null,
      );
  if (suspicion !== null) report.remark(suspicion.code, suspicion.params);
  if (report.refused > 0 || accepted.length === 0) return null;
  return plan(accepted, { scheme, standing, file, report, host, state });
}

interface Context {
  scheme: CodeScheme;
  county: string;
  areas: ReadonlySet<string>;
  areaFinder: AreaFinder;
  history: CodeHistory;
  assigned: boolean;
  report: Report;
}

/** Gives every draft its parent and code; micro grids after the grids they belong to. */
function resolve(drafts: readonly GridDraft[], context: Context): GridDraft[] {
  const { scheme, county, areas, areaFinder, history, assigned, report } = context;
  const coded = drafts.filter((draft) => {
    if (assigned || draft.code !== '') return true;
    refuseDraft(report, draft, 'code-missing');
    return false;
  });
  const unique = refuseDuplicates(coded, report);
  const settle = (group: GridDraft[], kind: 'area' | 'grid'): GridDraft[] =>
    assigned ? assignCodes(group, scheme, history, report) : checkCodes(group, scheme, kind, history, report);
  const lying = unique.filter(({ kind }) => kind !== 'micro');
  const grids = settle(findParents(lying, scheme, county, areas, areaFinder, report), 'area');
  const codes = new Set(grids.map(({ code }) => code));
  const micros = unique.filter(({ kind }) => kind === 'micro');
  if (micros.length === 0) return grids;
  return [...grids, ...settle(findMicroParents(micros, scheme, codes, new GridFinder(grids), report), 'grid')];
}

/** What was asked for, what the county uses, what the codes look like; for codes to be given, the default. */
function chooseScheme(
  wanted: string | undefined,
  state: CountyState,
  drafts: readonly GridDraft[],
  assigned: boolean,
): CodeScheme {
  const asked = parseScheme(wanted ?? state.edition?.scheme ?? '', state.schemes);
  if (asked.ok) return asked.scheme;
  if (assigned) return UNIT_15;
  return recogniseScheme(
    drafts.map(({ code }) => code),
    state.schemes,
  );
}

interface PlanContext {
  scheme: CodeScheme;
  standing: readonly StandingGrid[];
  file: OpenFile;
  report: Report;
  host: ImportHost;
  state: CountyState;
}

async function plan(drafts: readonly GridDraft[], context: PlanContext): Promise<EditionPlan> {
  const { scheme, standing, file, report, host, state } = context;
  const name = (draft: GridDraft): string => draft.name ?? nameFromCode(scheme, draft.code);
  for (const draft of drafts) {
    if (draft.name === null) report.note({ row: draft.row, code: 'name-from-code', key: draft.code, at: draft.at });
  }
  const { changes, unchanged } = gridChanges(drafts, standing, name);
  report.unchanged = unchanged;
  const roles = new Set((['leader', 'worker'] as const).filter((role) => file.mapping[role] !== undefined));
  const batches = new RowBatches(host);
  for (const change of [...changes, ...postChanges(drafts, await askPosts(host), roles)]) {
    await batches.add(change, change.op === 'grid' ? 400 + change.geom.length * 2 : 200, report.rows);
  }
  if (changes.length > 0) await reassignPlaces(drafts, batches, host, report.rows);
  await batches.flush(report.rows);
  const shapes = drafts.filter(({ kind }) => kind !== 'micro').map(({ shape }) => shape);
  const follows = state.county === null || state.boundaryFromGrids;
  const boundary = follows && changes.length > 0 ? encodeMultiPolygon(dissolve(shapes)) : null;
  return {
    scheme: JSON.stringify(scheme),
    contentHash: editionHash(drafts),
    gridCount: drafts.length,
    changed: changes.length > 0,
    boundary: boundary === null ? null : Buffer.from(boundary).toString('hex'),
  };
}

/** The grids that answer for the county's places on the new map, where they are others than before. */
async function reassignPlaces(
  drafts: readonly GridDraft[],
  batches: RowBatches,
  host: ImportHost,
  rowsDone: number,
): Promise<void> {
  const finder = new GridFinder(drafts);
  for await (const page of askPlaces(host)) {
    const pairs: [number, string | null][] = [];
    for (const { id, x, y, gridOverride, gridCode } of page) {
      const named = gridOverride === null ? null : finder.answering(gridOverride);
      const code = named ?? finder.at(x, y);
      if (code !== gridCode) pairs.push([id, code]);
    }
    if (pairs.length > 0) await batches.add({ op: 'places', pairs }, pairs.length * 30, rowsDone);
  }
}
