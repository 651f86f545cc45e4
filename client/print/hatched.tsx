/** Shapes of a map in a tint and its hatching each. The lines are cut out by the shapes. */
import { type Hatch, hatchPath } from './fills.ts';
import type { Paper } from './paper.ts';

interface Props {
  /** Of the element, for its clip paths. */
  readonly id: string;
  /** In metres of the ground. */
  readonly fills: readonly { readonly hatch: Hatch; readonly d: string }[];
  readonly paper: Paper;
}

export const Hatched = ({ id, fills, paper }: Props) => (
  <>
    <defs>
      {fills.map(({ hatch, d }) => (
        <clipPath key={hatch} id={`${id}-${hatch}`}>
          <path transform={paper.transform} clip-rule="evenodd" d={d} />
        </clipPath>
      ))}
    </defs>
    <g transform={paper.transform}>
      {fills.map(({ hatch, d }) => (
        <path key={hatch} class={`tint ${hatch}`} fill-rule="evenodd" d={d} />
      ))}
    </g>
    {fills.map(({ hatch, d }) => (
      <path
        key={hatch}
        class={`hatch ${hatch}`}
        clip-path={`url(#${id}-${hatch})`}
        d={d === '' ? '' : hatchPath(hatch, paper)}
      />
    ))}
  </>
);
