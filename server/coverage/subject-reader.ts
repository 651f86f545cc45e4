/** Reads what a check of an area looks at, all from one state of the data. */
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { boxOf } from '../geometry/cell-frame.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import {
  areasOf,
  bandsOf,
  type EditionState,
  editionAt,
  gridsOf,
  placesOf,
  postsOf,
  settingsOf,
  stateOf,
} from './repository.ts';
import { settingsFrom } from './settings.ts';
import type { CheckSubject } from './subject.ts';

export interface Question {
  area: string;
  /** Null: now. */
  asOf: Date | null;
  plan: number | null;
}

/** Somebody may publish while we read: then once more, not for ever. */
const ATTEMPTS = 3;

/** `state` names what was read. Throws `area-unknown`. */
export async function readSubject(db: Database, question: Question): Promise<{ subject: CheckSubject; state: string }> {
  for (let attempt = 1; ; attempt++) {
    const before = await stateOf(db, question);
    const subject = await readOnce(db, question);
    const after = await stateOf(db, question);
    if (before === after || attempt === ATTEMPTS) return { subject, state: after };
  }
}

async function readOnce(db: Database, question: Question): Promise<CheckSubject> {
  const { area, asOf, plan } = question;
  const county = area.slice(0, 6);
  const areas = await areasOf(db, area, asOf);
  const own = areas.find(({ code }) => code === area);
  if (own === undefined) throw new Refusal('area-unknown', { code: area });
  const edition: EditionState | null = await editionAt(db, county, asOf);
  const grids = edition === null ? [] : await gridsOf(db, area, edition.id);
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
    posts: edition === null ? [] : await postsOf(db, county, edition.id, asOf),
    bands: await bandsOf(db, county),
    settings: settingsFrom(await settingsOf(db, area)),
    exclusions: [],
    retired: [],
  };
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
