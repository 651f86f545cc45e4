/** What is written on a map of paper, as text that can be selected. */
import type { Label } from './labels.ts';
import { LINE, type ShapeLabel } from './shape-labels.ts';

interface Props {
  readonly names: readonly Label[];
  readonly grids: readonly ShapeLabel[];
  readonly parts: readonly ShapeLabel[];
}

export const Written = ({ names, grids, parts }: Props) => (
  <>
    <Names names={names} />
    {grids.map((label) => (
      <Words key={label.code} kind="grid-name" label={label} />
    ))}
    {parts.map((label) => (
      <Words key={label.code} kind="part-name" label={label} />
    ))}
  </>
);

export const Names = ({ names }: { names: readonly Label[] }) => (
  <>
    {names.map(({ text, x, y, turn, isUpright, size, kind }) => (
      <text
        key={`${kind}${text}${x}`}
        class={`name of-${kind}${isUpright ? ' upright' : ''}`}
        font-size={size}
        transform={`translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${turn.toFixed(1)})`}
      >
        {text}
      </text>
    ))}
  </>
);

/** Of a Chinese character, above the line it stands on. */
const MIDDLE = 0.36;

/** One line below the other, the middle of all at the place. */
const Words = ({ kind, label: { x, y, lines, size } }: { kind: string; label: ShapeLabel }) => (
  <text class={`name ${kind}`} font-size={size.toFixed(2)}>
    {lines.map((line, i) => (
      <tspan
        key={line}
        x={x.toFixed(2)}
        y={(y + (i - (lines.length - 1) / 2) * size * LINE + size * MIDDLE).toFixed(2)}
      >
        {line}
      </tspan>
    ))}
  </text>
);
