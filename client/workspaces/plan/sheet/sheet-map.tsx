/** The map of the sheet in its frame, in millimetres: drawn, so that it is sharp on any printer and its words can be selected. */
import { useMemo } from 'preact/hooks';
import { BaseLines, thickOn } from '../../../print/base-lines.tsx';
import { dashesOn, Edges } from '../../../print/edges.tsx';
import { fillOf, HATCHES } from '../../../print/fills.ts';
import { Hatched } from '../../../print/hatched.tsx';
import type { Scene } from '../../../print/land.ts';
import { MapMarks } from '../../../print/map-marks.tsx';
import { basePath, shapePath } from '../../../print/shape-path.ts';
import { Written } from '../../../print/written.tsx';
import { areaByCode } from '../../../state/areas.ts';
import { tl } from '../life-words.ts';
import { LETTER, MAP_FRAME, type SheetSize } from './printing.ts';
import type { SheetData } from './sheet-data.ts';
import { sheetWords } from './sheet-words.ts';
import '../../../theme/paper-map.css';

/** Millimetres. */
const CHANGED_MM = 1.05;
const OLD = { mm: 0.5, dashes: [1.3, 0.9] } as const;
const AROUND_MM = 0.2;

export function SheetMap({ data, scene, size }: { data: SheetData; scene: Scene; size: SheetSize }) {
  const { rows, comparison, land, colours, around } = data;
  const { width, height } = MAP_FRAME[size];
  const { paper } = scene;
  const words = useMemo(
    () => sheetWords(rows, scene, LETTER[size], (code) => areaByCode.peek().get(code)?.name ?? code),
    [rows, scene, size],
  );
  const thick = (mm: number) => thickOn(mm, paper.scale);
  const pathOf = (wanted: (i: number) => boolean) =>
    land.shapes
      .filter((_, i) => wanted(i))
      .map(shapePath)
      .join('');
  const changed = pathOf((i) => ['created', 'redrawn'].includes(rows[i]!.change));
  const { old } = comparison.borders;
  return (
    <figure class="sheet-map">
      <svg
        class="paper-map"
        viewBox={`0 0 ${width} ${height}`}
        style={{ width: `${width}mm`, height: `${height}mm` }}
        role="img"
        aria-label={tl('sheet.mapLabel')}
      >
        <g transform={paper.transform}>
          {HATCHES.map((hatch, colour) => (
            <path
              key={hatch}
              class={`tint ${hatch}`}
              fill-rule="evenodd"
              d={pathOf((i) => fillOf(colours[i]!) === colour)}
            />
          ))}
        </g>
        <g class="changed">
          <Hatched id="sheet-changed" fills={[{ hatch: 'slash', d: changed }]} paper={paper} />
        </g>
        <g transform={paper.transform}>
          <BaseLines base={scene.base} scale={paper.scale} pointOf={land.pointOf} />
          <path class="grid-edge" stroke-width={thick(AROUND_MM)} d={around} />
          <Edges scene={scene} />
          {old !== null && (
            <path
              class="old-edge"
              stroke-width={thick(OLD.mm)}
              stroke-dasharray={dashesOn(OLD.dashes, paper.scale)}
              d={basePath({ geometry: old }, land.pointOf)}
            />
          )}
          <path class="grid-edge" stroke-width={thick(CHANGED_MM)} d={changed} />
        </g>
        <Written {...words} />
        <MapMarks paper={paper} />
      </svg>
      {words.missing.length > 0 && <figcaption>{tl('sheet.missing', { count: words.missing.length })}</figcaption>}
    </figure>
  );
}
