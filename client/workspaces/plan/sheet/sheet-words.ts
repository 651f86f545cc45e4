/** Everything that is written on the map of a plan, in the order of what its readers need: communities, grids, streets. Pure. */
import { type Label, placedIn, STREET_NAMES_UNTIL, streetLabels } from '../../../print/labels.ts';
import type { Scene } from '../../../print/land.ts';
import { boxesOfMarks, roomOn } from '../../../print/room.ts';
import {
  type LabelForm,
  type LabelledShape,
  partLabel,
  type ShapeLabel,
  shapeLabels,
  type Wanted,
} from '../../../print/shape-labels.ts';
import { number } from '../../../state/language.ts';
import type { SheetRow } from '../../../state/plan/sheet-rows.ts';

export interface SheetWords {
  readonly parts: readonly ShapeLabel[];
  readonly grids: readonly ShapeLabel[];
  readonly missing: readonly string[];
  readonly names: readonly Label[];
}

/** What a code has beyond its community. */
export const shortCode = ({ code, parent }: Pick<SheetRow, 'code' | 'parent'>): string =>
  code.startsWith(parent) && code.length > parent.length ? code.slice(parent.length) : code;

function formsOf(row: SheetRow, shape: LabelledShape, letter: number): Wanted {
  const forms = (lines: readonly string[], sizes: readonly number[]): readonly LabelForm[] =>
    sizes.map((size) => ({ lines, size: letter * size }));
  const short = shortCode(row);
  const alone = forms([short], [1.1, 0.9, 0.7]);
  const both = forms([short, row.households === null ? '?' : number(row.households)], [1.25, 1, 0.85]);
  return { shape, within: [...both, ...alone], over: alone };
}

/** `rows` and the shapes of the scene in the same order; `nameOf` an area. */
export function sheetWords(
  rows: readonly SheetRow[],
  { shapes, paper, base, pointOf }: Scene,
  letter: number,
  nameOf: (area: string) => string,
): SheetWords {
  const room = roomOn(paper, boxesOfMarks(paper));
  const communities = [...new Set(rows.map(({ parent }) => parent))];
  const parts =
    communities.length < 2
      ? []
      : communities.flatMap((code) => {
          const own = shapes.filter((_, i) => rows[i]!.parent === code);
          return partLabel(nameOf(code), own, paper, room, letter * 1.35) ?? [];
        });
  const { labels, missing } = shapeLabels(
    rows.map((row, i) => formsOf(row, shapes[i]!, letter)),
    paper,
    room,
  );
  const streets = paper.scale > STREET_NAMES_UNTIL ? [] : streetLabels(base, { pointOf }, paper, letter);
  return { parts, grids: labels, missing, names: placedIn(streets, room) };
}
