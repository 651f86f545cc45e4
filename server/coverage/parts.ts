/**
 * The drill-down of a report: one line for every area directly below the one that was asked, and for every grid that hangs
 * directly under it. A place belongs to the part whose grid answers for it, else to the part it stands in; a finding to every
 * part whose grids it concerns, else to the part it lies in.
 */
import type { CoveragePart, Finding } from '../contract/coverage.ts';
import { GridIndex } from '../geometry/grid-index.ts';
import { toUnits } from '../geometry/lattice.ts';
import type { CountedPoint } from './counted-points.ts';
import type { HeldPlaces } from './held-places.ts';
import type { SubjectShapes } from './shapes.ts';
import type { CheckSubject } from './subject.ts';

export function partsOf(
  subject: CheckSubject,
  shapes: SubjectShapes,
  held: HeldPlaces | null,
  points: readonly CountedPoint[],
  isCovered: (point: CountedPoint) => boolean,
  findings: readonly Finding[],
): CoveragePart[] {
  const here = subject.area.code;
  const areas = shapes.below.filter(({ area }) => area.parentCode === here);
  const grids = shapes.grids.filter(({ grid }) => !areas.some(({ area }) => grid.parentCode.startsWith(area.code)));
  const parts: CoveragePart[] = [
    ...areas.map(({ area }) => emptyPart(area.code, area.name, area.level)),
    ...grids.map(({ grid }) => emptyPart(grid.code, grid.name, 'grid')),
  ];
  const index = GridIndex.build([...areas, ...grids].map(({ shape }) => shape ?? []));
  const numberOf = new Map(parts.map(({ code }, i) => [code, i]));
  const widths = [...new Set(areas.map(({ area }) => area.code.length))];
  const partOfGrid = new Map<string, number>();
  for (const { grid } of shapes.grids) {
    const above = widths.map((width) => numberOf.get(grid.parentCode.slice(0, width))).find((one) => one !== undefined);
    const part = numberOf.get(grid.code) ?? above;
    if (part === undefined) continue;
    partOfGrid.set(grid.code, part);
    parts[part]!.grids += 1;
  }
  for (const { grid } of shapes.micros) {
    const part = partOfGrid.get(grid.parentCode);
    if (part !== undefined) partOfGrid.set(grid.code, part);
  }
  const partOfPlace = (place: number): number => {
    const answering = held!.answering[place]!;
    const part = answering < 0 ? undefined : partOfGrid.get(shapes.grids[answering]!.grid.code);
    return part ?? index.locateFirst(held!.xy[2 * place]!, held!.xy[2 * place + 1]!);
  };
  for (const point of points) {
    if (!point.own) continue;
    const part = parts[partOfPlace(point.place)];
    if (part === undefined) continue;
    part.households += point.households ?? 0;
    if (isCovered(point)) part.householdsCovered += point.households ?? 0;
  }
  for (const { grids: involved, severity, at } of findings) {
    const concerned = new Set(involved.flatMap((code) => partOfGrid.get(code) ?? numberOf.get(code) ?? []));
    if (concerned.size === 0) concerned.add(index.locateFirst(toUnits(at[0]!), toUnits(at[1]!)));
    for (const part of concerned) if (part >= 0) parts[part]!.findings[severity] += 1;
  }
  return parts;
}

function emptyPart(code: string, name: string, level: string): CoveragePart {
  return {
    code,
    name,
    level,
    grids: 0,
    households: 0,
    householdsCovered: 0,
    findings: { error: 0, warning: 0, info: 0 },
  };
}
