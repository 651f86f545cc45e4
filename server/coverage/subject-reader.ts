/** Reads what a check of an area looks at, all from one state of the data. */
import type { Finding } from '../contract/coverage.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { boxOf } from '../geometry/cell-frame.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import { planById, shapesOf as planShapes, type ShapeChange } from '../plans/repository.ts';
import { checkBefore, findingsOf } from './check-repository.ts';
import { exclusionsOf } from './exclusion-repository.ts';
import {
  areasOf,
  bandsOf,
  dataState,
  editionAt,
  editionById,
  gridsOf,
  hasServicePoints,
  placesOf,
  postsOf,
  retiredCodes,
  settingsOf,
} from './repository.ts';
import { settingsFrom } from './settings.ts';
import type { CheckedGrid, CheckSubject } from './subject.ts';

export interface Question {
  area: string;
  /** Null: now. */
  asOf: Date | null;
  plan: number | null;
}

/** Somebody may publish while we read: then once more, not for ever. */
const ATTEMPTS = 3;

export interface ReadSubject {
  subject: CheckSubject;
  previous: readonly Finding[];
  /** Names what was read. */
  state: QuestionState;
}

/** What a result depends on. */
export interface QuestionState {
  /** Of the data. */
  data: string;
  /** The last check of the county before this state, whose ids the findings keep; null for a past day. */
  previous: string | null;
  /** Both and the question: equal text, equal result. */
  key: string;
}

export async function stateOf(db: Database, { area, asOf, plan }: Question): Promise<QuestionState> {
  const county = area.slice(0, 6);
  const data = await dataState(db, county, asOf, plan);
  const previous = asOf === null ? await checkBefore(db, county, data) : null;
  return { data, previous, key: [area, asOf?.toISOString() ?? '', plan ?? '', data, previous ?? ''].join(' ') };
}

/** Throws `area-unknown`. */
export async function readSubject(db: Database, question: Question): Promise<ReadSubject> {
  for (let attempt = 1; ; attempt++) {
    const before = await stateOf(db, question);
    const subject = await readOnce(db, question);
    const state = await stateOf(db, question);
    if (before.key !== state.key && attempt < ATTEMPTS) continue;
    return { subject, previous: state.previous === null ? [] : await findingsOf(db, state.previous), state };
  }
}

async function readOnce(db: Database, question: Question): Promise<CheckSubject> {
  const { area, asOf, plan } = question;
  const county = area.slice(0, 6);
  const areas = await areasOf(db, area, asOf);
  const own = areas.find(({ code }) => code === area);
  if (own === undefined) throw new Refusal('area-unknown', { code: area });
  const draft = plan === null ? null : await draftOf(db, county, plan);
  const edition = draft === null ? await editionAt(db, county, asOf) : await editionById(db, county, draft.edition);
  const published = edition === null ? [] : await gridsOf(db, area, edition.id);
  const grids = draft === null ? published : redrawn(published, draft.changes);
  const box =
    area.length === 6
      ? null
      : degreesBox([
          own.wkb && decodeMultiPolygon(own.wkb, 'degrees'),
          ...grids.map(({ wkb }) => decodeMultiPolygon(wkb, 'lattice')),
        ]);
  return {
    area: { code: area, name: own.name },
    edition: edition?.id ?? null,
    editionNumber: edition?.number ?? null,
    scheme: edition?.scheme ?? null,
    plan,
    areas,
    grids,
    places: await placesOf(
      db,
      area,
      edition?.id ?? null,
      asOf,
      box,
      grids.map(({ code }) => code),
    ),
    hasServicePoints: await hasServicePoints(db, county, asOf),
    posts: edition === null ? [] : await postsOf(db, county, edition.id, asOf),
    bands: await bandsOf(db, county),
    settings: settingsFrom(await settingsOf(db, area)),
    exclusions: await exclusionsOf(db, area, asOf),
    retired: draft === null ? [] : await retiredCodes(db, county),
  };
}

/** Throws `plan-unknown`, for another county's too. */
async function draftOf(db: Database, county: string, id: number): Promise<{ edition: number; changes: ShapeChange[] }> {
  const row = await planById(db, id);
  if (row === null || row.county !== county) throw new Refusal('plan-unknown', { plan: id });
  return { edition: row.baseEdition, changes: await planShapes(db, id) };
}

function redrawn(grids: readonly CheckedGrid[], changes: readonly ShapeChange[]): CheckedGrid[] {
  const changed = new Map(changes.map(({ code, wkb }) => [code, wkb]));
  return grids.flatMap((grid) => {
    const wkb = changed.has(grid.code) ? changed.get(grid.code)! : grid.wkb;
    return wkb === null ? [] : [{ ...grid, wkb }];
  });
}

/** West, south, east, north of the shapes that are there. */
function degreesBox(shapes: readonly (MultiPolygon | null)[]): readonly [number, number, number, number] | null {
  const boxes = shapes.filter((shape): shape is MultiPolygon => shape !== null && shape.length > 0).map(boxOf);
  if (boxes.length === 0) return null;
  return [
    toDegrees(Math.min(...boxes.map(([minX]) => minX))),
    toDegrees(Math.min(...boxes.map(([, minY]) => minY))),
    toDegrees(Math.max(...boxes.map(([, , maxX]) => maxX))),
    toDegrees(Math.max(...boxes.map(([, , , maxY]) => maxY))),
  ];
}
