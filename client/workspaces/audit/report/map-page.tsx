/** The page of the report with its map, in millimetres: what was checked, and the findings with the numbers of the table. */
import { useMemo } from 'preact/hooks';
import type { CoverageReport } from '../../../../server/contract/coverage.ts';
import { BaseLines, basesOn, thickOn } from '../../../print/base-lines.tsx';
import { Edges } from '../../../print/edges.tsx';
import { sceneOf } from '../../../print/land.ts';
import { MapMarks } from '../../../print/map-marks.tsx';
import { basePath } from '../../../print/shape-path.ts';
import { reviewText, tr } from '../../../print/words.ts';
import { Written } from '../../../print/written.tsx';
import { boundaries, pathOf } from '../../../state/areas.ts';
import { base } from '../../../state/base.ts';
import { day } from '../../../state/language.ts';
import { momentText } from '../../../state/measures.ts';
import { editionText } from '../sentence-line.tsx';
import { ta } from '../words.ts';
import { FindingGround, FindingSigns } from './finding-signs.tsx';
import { isOfFile, numbered, type ReportMap } from './map-data.ts';
import { mapLayout } from './map-layout.ts';
import { ReportLegend } from './map-legend.tsx';
import { reportWords } from './map-words.ts';
import type { ReportSize } from './printing.ts';
import '../../../theme/paper-map.css';
import '../../../theme/audit-map.css';

/** Findings beyond have no number in the table either. */
export const MOST = 1000;
const BORDER_MM = 1;

interface Props {
  readonly report: CoverageReport;
  readonly map: ReportMap;
  readonly size: ReportSize;
}

export function MapPage({ report, map, size }: Props) {
  const { land, border, review } = map;
  const layout = mapLayout(size, land.box);
  const { page, frame, margin, head, foot, gap, letter } = layout;
  const findings = useMemo(() => numbered(report).slice(0, MOST), [report]);
  const scene = useMemo(() => sceneOf(land, frame, base.peek(), boundaries.peek().values()), [land, size]);
  const words = useMemo(() => reportWords(scene, map, findings, letter), [scene]);
  const { paper } = scene;
  const unnumbered = findings.length - words.placed.filter(({ number }) => number !== null).length;
  const isFile = isOfFile(report);
  return (
    <section
      class={`report-map ${size.toLowerCase()} ${layout.lies}`}
      style={{ width: `${page.width}mm`, height: `${page.height}mm`, padding: `${margin}mm`, gap: `${gap}mm` }}
    >
      <header style={{ height: `${head}mm` }}>
        <h2>{ta('map.title', { name: report.area.name })}</h2>
        <p>
          {pathOf(report.area.code)
            .slice(0, -1)
            .map(({ name }) => name)
            .join(' ')}
          <span>{ta('map.counts', { grids: land.shapes.length, findings: findings.length })}</span>
        </p>
      </header>
      <svg
        class="paper-map"
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        style={{ width: `${frame.width}mm`, height: `${frame.height}mm` }}
        role="img"
        aria-label={ta('map.title', { name: report.area.name })}
      >
        <g transform={paper.transform}>
          <path class="checked" fill-rule="evenodd" d={scene.edges} />
          <BaseLines base={scene.base} scale={paper.scale} pointOf={land.pointOf} />
          <Edges scene={scene} />
          {border !== null && (
            <path
              class="area-edge"
              stroke-width={thickOn(BORDER_MM, paper.scale)}
              d={basePath({ geometry: border }, land.pointOf)}
            />
          )}
        </g>
        <FindingGround {...{ findings, paper }} pointOf={land.pointOf} />
        <Written parts={words.parts} grids={words.grids.labels} names={words.names} />
        <FindingSigns placed={words.placed} letter={letter} />
        <MapMarks paper={paper} />
      </svg>
      <div class="report-map-foot" style={{ height: `${foot}mm` }}>
        <ReportLegend findings={findings} hasAreas={!isFile} bases={basesOn(scene.base, paper.scale)} />
        <p>
          {ta('map.numbers')}
          {unnumbered > 0 && ` ${ta('map.unnumbered', { count: unnumbered })}`}
          {words.grids.missing.length > 0 && ` ${ta('map.missing', { count: words.grids.missing.length })}`}
        </p>
        <footer>
          <span>
            {isFile
              ? ta('map.sourceFile', { name: report.area.name })
              : ta('map.source', { edition: report.editionNumber === null ? '' : editionText(report) })}
          </span>
          <span>{ta('map.checked', { at: momentText(report.checkedAt) })}</span>
          <span>{reviewText(review)}</span>
          <span>{tr('made', { date: day(new Date().toISOString()) })}</span>
          <span>{tr('sketch')}</span>
        </footer>
      </div>
    </section>
  );
}
