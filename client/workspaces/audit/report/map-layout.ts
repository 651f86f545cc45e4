/** The page of the map: upright or across, whichever shows the area larger, and the frame that its title and legend leave. Pure. */
import { PAGES, type Size } from '../../../print/page-sizes.ts';
import { paperOf } from '../../../print/paper.ts';
import type { Box } from '../../../print/plane.ts';
import type { ReportSize } from './printing.ts';

export interface MapLayout {
  readonly lies: 'portrait' | 'landscape';
  readonly page: Size;
  readonly frame: Size;
  /** Millimetres: of the paper around it, of title and legend. */
  readonly margin: number;
  readonly head: number;
  readonly foot: number;
  /** Between them. */
  readonly gap: number;
  /** Of the letters on the map. */
  readonly letter: number;
}

/** Of A4; on A3 all of it grows. */
const A4 = { margin: 10, head: 15, foot: { portrait: 30, landscape: 23 }, gap: 2.5, letter: 2.3 } as const;
const GROWTH: Record<ReportSize, number> = { A4: 1, A3: 1.38 };

export function mapLayout(size: ReportSize, box: Box): MapLayout {
  const by = GROWTH[size];
  const [margin, head, gap] = [A4.margin * by, A4.head * by, A4.gap * by];
  const { width: short, height: long } = size === 'A4' ? PAGES.a4 : PAGES.a3;
  const layoutOf = (lies: 'portrait' | 'landscape'): MapLayout => {
    const page = lies === 'portrait' ? { width: short, height: long } : { width: long, height: short };
    const foot = A4.foot[lies] * by;
    const frame = { width: page.width - 2 * margin, height: page.height - 2 * margin - head - foot - 2 * gap };
    return { lies, page, frame, margin, head, foot, gap, letter: A4.letter * by };
  };
  const [upright, across] = [layoutOf('portrait'), layoutOf('landscape')];
  const scaleOf = ({ frame }: MapLayout) => paperOf(box, frame).scale;
  if (scaleOf(across) !== scaleOf(upright)) return scaleOf(across) < scaleOf(upright) ? across : upright;
  // at one scale the paper lies as the area does
  return box.east - box.west > box.south - box.north ? across : upright;
}
