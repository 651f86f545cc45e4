/** The grids of an area on paper, in millimetres: drawn throughout, so that it is sharp on any printer and its words can be selected. */
import type { BaseFeature } from '../../api/atlas.ts';
import { BaseLines, thickOn } from '../../print/base-lines.tsx';
import { fillOf, HATCHES } from '../../print/fills.ts';
import { Hatched } from '../../print/hatched.tsx';
import { MapMarks } from '../../print/map-marks.tsx';
import type { Paper } from '../../print/paper.ts';
import { basePath, outsidePath, shapePath } from '../../print/shape-path.ts';
import { Written } from '../../print/written.tsx';
import type { Ground } from '../ground.ts';
import type { AreaFacts } from './facts.ts';
import type { MapWords } from './map-words.ts';
import { type AreaSheet, levelOf } from './sheets.ts';
import { ta } from './words.ts';

export interface AreaMapProps {
  readonly sheet: AreaSheet;
  readonly ground: Ground;
  readonly base: readonly BaseFeature[];
  /** Outlines of its buildings, as one path; empty where they are not drawn. */
  readonly buildings: string;
  readonly facts: AreaFacts;
  readonly letter: number;
  readonly paper: Paper;
  readonly words: MapWords;
}

export function AreaMap({ sheet, ground, base, buildings, facts, letter, paper, words }: AreaMapProps) {
  const { width, height, scale } = paper;
  const thick = (mm: number) => thickOn(mm, scale);
  const edges = sheet.grids.map(shapePath).join('');
  const fills = HATCHES.map((hatch, i) => ({
    hatch,
    d: sheet.grids
      .filter(({ grid }) => fillOf(facts.grids.get(grid.code)?.colour ?? 0) === i)
      .map(shapePath)
      .join(''),
  }));
  const borders = (level: 'town' | 'community') =>
    [...facts.borders]
      .filter(([code]) => levelOf(code) === level && code !== sheet.code && code.startsWith(sheet.code))
      .map(([, geometry]) => basePath({ geometry }, ground.pointOf))
      .join('');
  const border = facts.borders.get(sheet.code);
  return (
    <svg
      class="paper-map area-map"
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: `${width}mm`, height: `${height}mm` }}
      role="img"
      aria-label={ta('map.label', { name: sheet.name })}
    >
      <g transform={paper.transform}>
        {/* the half that the fills leave is the border of the area where no other is known */}
        {border === undefined && <path class="around" stroke-width={thick(2.2)} d={edges} />}
        <path class="ground" fill-rule="evenodd" d={edges} />
      </g>
      <Hatched id={`fill-${sheet.code}`} {...{ fills, paper }} />
      <g transform={paper.transform}>
        <BaseLines {...{ base, scale }} pointOf={ground.pointOf} />
        <path class="house" d={buildings} />
        {/* the surroundings are paler than the area */}
        <path class="veil" fill-rule="evenodd" d={outsidePath(edges)} />
        <path class="grid-edge" stroke-width={thick(0.35)} d={edges} />
        <path class="community-edge" stroke-width={thick(0.75)} d={borders('community')} />
        <path class="town-edge" stroke-width={thick(1.1)} d={borders('town')} />
        {border !== undefined && (
          <path class="area-edge" stroke-width={thick(1.3)} d={basePath({ geometry: border }, ground.pointOf)} />
        )}
      </g>
      {words.points.map(({ place: { code }, x, y }) => {
        const at = paper.mm({ x, y });
        return (
          <g key={code} class="service-point" transform={`translate(${at.x} ${at.y}) scale(${letter / 16})`}>
            <circle r="13" />
            <path d="M-6 6v-6L0-6l6 6v6h-4V2h-4v4z" />
          </g>
        );
      })}
      <Written names={words.names} grids={words.grids.labels} parts={words.parts} />
      <MapMarks paper={paper} />
    </svg>
  );
}
