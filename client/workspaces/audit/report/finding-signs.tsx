/** The findings on the map of a report: their ground hatched, their signs and their numbers. */
import type { Finding } from '../../../../server/contract/coverage.ts';
import { HATCHES, type Hatch } from '../../../map/layers/findings-images.ts';
import { hatchOf, isSurface } from '../../../map/layers/findings-shapes.ts';
import { thickOn } from '../../../print/base-lines.tsx';
import type { Hatch as Lines } from '../../../print/fills.ts';
import { Hatched } from '../../../print/hatched.tsx';
import type { Paper } from '../../../print/paper.ts';
import type { PointOf } from '../../../print/plane.ts';
import { basePath } from '../../../print/shape-path.ts';
import { MARK_SHAPES } from '../mark.tsx';
import { DIGITS, type Placed, SIGN } from './finding-marks.ts';

/** As on the screen. */
export const LINES: Record<Hatch, Lines> = { gap: 'slash', overlap: 'cross', outside: 'backslash', other: 'dots' };
const EDGE_MM = 0.3;

interface GroundProps {
  readonly findings: readonly Finding[];
  readonly paper: Paper;
  readonly pointOf: PointOf;
}

export function FindingGround({ findings, paper, pointOf }: GroundProps) {
  const pathOf = (wanted: (one: Finding) => boolean) =>
    findings
      .flatMap((one) => (one.geometry !== null && wanted(one) ? basePath({ geometry: one.geometry }, pointOf) : []))
      .join('');
  const fills = HATCHES.map((hatch) => ({
    hatch: LINES[hatch],
    d: pathOf(({ kind, geometry }) => isSurface(geometry) && hatchOf(kind) === hatch),
  }));
  return (
    <g class="finding-ground">
      <Hatched id="finding" {...{ fills, paper }} />
      <path
        class="finding-edge"
        transform={paper.transform}
        stroke-width={thickOn(EDGE_MM, paper.scale)}
        d={pathOf(() => true)}
      />
    </g>
  );
}

/** Of the signs, which are drawn in a box of 16. */
const BOX = 16;

export const FindingSigns = ({ placed, letter }: { placed: readonly Placed[]; letter: number }) => (
  <g class="finding-signs">
    {placed.map(({ n, at, number, isFar }) =>
      number !== null && isFar ? (
        <path
          key={n}
          class="leader"
          d={`M${at.x.toFixed(2)} ${at.y.toFixed(2)}L${number.x.toFixed(2)} ${number.y.toFixed(2)}`}
        />
      ) : null,
    )}
    {/* the gravest lie on top */}
    {[...placed].reverse().map(({ n, severity, at }) => (
      <path
        key={n}
        class={`sign-of ${severity}`}
        transform={`translate(${at.x.toFixed(2)} ${at.y.toFixed(2)}) scale(${((2 * SIGN * letter) / BOX).toFixed(4)}) translate(-8 -8)`}
        d={MARK_SHAPES[severity]}
      />
    ))}
    {placed.map(({ n, number }) =>
      number === null ? null : (
        <text
          key={n}
          class="number-of"
          x={number.x.toFixed(2)}
          y={(number.y + letter * DIGITS * 0.36).toFixed(2)}
          font-size={(letter * DIGITS).toFixed(2)}
        >
          {n}
        </text>
      ),
    )}
  </g>
);
