/** Reads what a check of an area looks at, all from one state of the data. */
import type { Finding } from '../contract/coverage.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { boxOf } from '../geometry/cell-frame.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import { type BandRow, bandsUnder } from '../grids/band.ts';
import type { PlanResult } from '../plans/plan-result.ts';
import { checkBefore, findingsOf } from './check-repository.ts';
import { exclusionsOf } from './exclusion-repository.ts';
import { readPeople } from './people-reader.ts';
import { placesOf } from './place-pages.ts';
import {
  areasOf,
  bandsOf,
  dataState,
  editionAt,
  editionById,
  gridsOf,
  hasServicePoints,
  postsOf,
  retiredCodes,
  settingsOf,
} from './repository.ts';
import { settingsFrom } from './settings.ts';
import type { CheckedGrid, CheckedPlace, CheckSubject } from './subject.ts';

export interface Question {
  area: string;
  /** Null: now. */
  asOf: Date | null;
  plan: number | null;
}

/** What a plan makes of the map. */
export interface Drafts {
  /** Throws `plan-unknown`. */
  ofPlan(id: number): Promise<PlanResult>;
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

/** Throws `area-unknown`, `plan-unknown`. */
export async function readSubject(db: Database, drafts: Drafts, question: Question): Promise<ReadSubject> {
  for (let attempt = 1; ; attempt++) {
    const before = await stateOf(db, question);
    const subject = await readOnce(db, drafts, question);
    const state = await stateOf(db, question);
    if (before.key !== state.key && attempt < ATTEMPTS) continue;
    return { subject, previous: state.previous === null ? [] : await findingsOf(db, state.previous), state };
  }
}

async function readOnce(db: Database, drafts: Drafts, question: Question): Promise<CheckSubject> {
  const { area, asOf, plan } = question;
  const county = area.slice(0, 6);
  const areas = await areasOf(db, area, asOf);
  const own = areas.find(({ code }) => code === area);
  if (own === undefined) throw new Refusal('area-unknown', { code: area });
  const draft = plan === null ? null : await drafts.ofPlan(plan);
  // Of another county it is unknown here.
  if (draft !== null && draft.county !== county) throw new Refusal('plan-unknown', { plan });
  const edition = draft === null ? await editionAt(db, county, asOf) : await editionById(db, county, draft.edition);
  const published = edition === null ? [] : await gridsOf(db, area, edition.id);
  const grids = draft === null ? published : redrawn(published, draft, area);
  const box =
    area.length === 6
      ? null
      : degreesBox([
          own.wkb && decodeMultiPolygon(own.wkb, 'degrees'),
          ...grids.map(({ wkb }) => decodeMultiPolygon(wkb, 'lattice')),
        ]);
  const rows = await settingsOf(db, area);
  const codes = grids.map(({ code }) => code);
  const places = await placesOf(db, { area, edition: edition?.id ?? null, at: asOf, box, grids: codes });
  return {
    area: { code: area, name: own.name },
    edition: edition?.id ?? null,
    editionNumber: edition?.number ?? null,
    scheme: edition?.scheme ?? null,
    plan,
    areas,
    grids,
    places: draft === null ? places : withOverrides(places, draft),
    hasServicePoints: await hasServicePoints(db, county, asOf),
    posts: edition === null ? [] : await postsOf(db, county, edition.id, asOf),
    people: await readPeople(db, { area, edition: edition?.id ?? null, asOf, isPlan: plan !== null }, rows),
    bands: bandsOfPlan(await bandsOf(db, county), draft),
    settings: settingsFrom(rows),
    exclusions: await exclusionsOf(db, area, asOf),
    retired: draft === null ? [] : await retiredCodes(db, county),
  };
}

/** A plan with a standard of its own is judged by that, as it is while it is drawn. */
function bandsOfPlan(bands: readonly BandRow[], draft: PlanResult | null): readonly BandRow[] {
  return draft === null || draft.standard === null ? bands : bandsUnder(bands, draft.area, draft.standard);
}

/** The grids of the area that the plan changes, makes and ends are those of the plan. */
function redrawn(grids: readonly CheckedGrid[], draft: PlanResult, area: string): CheckedGrid[] {
  const gone = new Set([...draft.closed, ...draft.grids.map(({ code }) => code)]);
  const kept = grids.filter(({ code }) => !gone.has(code));
  const layer = draft.grids.filter(({ kind, parentCode }) => kind !== 'micro' && parentCode.startsWith(area));
  const codes = new Set([...kept, ...layer].map(({ code }) => code));
  const micros = draft.grids.filter(({ kind, parentCode }) => kind === 'micro' && codes.has(parentCode));
  return [...kept, ...layer, ...micros].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** A grid named by hand is there or not there as the plan has it. */
function withOverrides(places: readonly CheckedPlace[], draft: PlanResult): CheckedPlace[] {
  const closed = new Set(draft.closed);
  const made = new Set(draft.grids.map(({ code }) => code));
  return places.map((place) => {
    if (place.gridOverride === null) return place;
    const isThere = made.has(place.gridOverride) || (place.overrideInForce && !closed.has(place.gridOverride));
    return isThere === place.overrideInForce ? place : { ...place, overrideInForce: isThere };
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
