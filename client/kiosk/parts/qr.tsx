/** The code of a grid as a drawing of its own, dark on white in either theme: readers need it so. */
import { useMemo } from 'preact/hooks';
import { qrPath } from '../qr/svg.ts';
import { tk } from '../words.ts';

export function Qr({ text, name }: { text: string; name: string }) {
  const { d, width } = useMemo(() => qrPath(text), [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${width} ${width}`} role="img" aria-label={tk('qr.label', { name })}>
      <rect width={width} height={width} fill="#fff" />
      <path d={d} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
