/** What the signs, hatches and lines of the report's map mean; of signs and hatches those that are on it. */
import type { Finding } from '../../../../server/contract/coverage.ts';
import { HATCHES } from '../../../map/layers/findings-images.ts';
import { hatchOf, isSurface } from '../../../map/layers/findings-shapes.ts';
import { hatchPath } from '../../../print/fills.ts';
import { Sign, type SignName } from '../../../print/sign.tsx';
import { MARK_SHAPES } from '../mark.tsx';
import { ta, tCode } from '../words.ts';
import { LINES } from './finding-signs.tsx';

const SEVERITIES = ['error', 'warning', 'info'] as const;
const BOX = { width: 8.4, height: 4.4 } as const;

const ROWS = {
  grid: 'grid',
  community: 'community-dashed',
  town: 'town-dashed',
  area: 'area',
  street: 'street',
  water: 'water',
} as const satisfies Record<string, SignName>;
const OF_AREAS = ['community', 'town', 'area'];

interface Props {
  readonly findings: readonly Finding[];
  readonly hasAreas: boolean;
  /** What of the base map is seen. */
  readonly bases: readonly string[];
}

export function ReportLegend({ findings, hasAreas, bases }: Props) {
  const severities = SEVERITIES.filter((one) => findings.some(({ severity }) => severity === one));
  const hatches = HATCHES.filter((hatch) =>
    findings.some(({ kind, geometry }) => isSurface(geometry) && hatchOf(kind) === hatch),
  );
  const wanted = ['grid', ...(hasAreas ? OF_AREAS : []), ...bases];
  const rows = (Object.keys(ROWS) as (keyof typeof ROWS)[]).filter((one) => wanted.includes(one));
  return (
    <ul class="report-legend">
      {severities.map((one) => (
        <li key={one}>
          <svg class="paper-map sign" viewBox="0 0 9 5" aria-hidden="true">
            <path class={`sign-of ${one}`} transform="translate(2.5 .5) scale(.25)" d={MARK_SHAPES[one]} />
          </svg>
          <span>{ta(`gravity.${one}`)}</span>
        </li>
      ))}
      {hatches.map((hatch) => (
        <li key={hatch}>
          <svg class="paper-map sign" viewBox="0 0 9 5" aria-hidden="true">
            {/* what of the lines lies beyond is cut off by the drawing inside */}
            <svg aria-hidden="true" x=".3" y=".3" {...BOX} viewBox={`0 0 ${BOX.width} ${BOX.height}`}>
              <path class={`hatch ${LINES[hatch]}`} d={hatchPath(LINES[hatch], BOX)} />
            </svg>
            <path class="finding-edge" stroke-width="0.3" d="M.3.3h8.4v4.4H.3z" />
          </svg>
          <span>{tCode('group', hatch)}</span>
        </li>
      ))}
      {rows.map((one) => (
        <li key={one}>
          <Sign of={ROWS[one]} />
          <span>{ta(`map.legend.${one}`)}</span>
        </li>
      ))}
    </ul>
  );
}
