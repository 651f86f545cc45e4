/** A QR code as a drawing: one path of squares on a light ground, with the four light modules around it that readers need. Pure. */
import { qrCode } from './encode.ts';

const MARGIN = 4;

/** What goes into `d`, in modules, and how wide the whole is. */
export function qrPath(text: string): { readonly d: string; readonly width: number } {
  const rows = qrCode(text);
  const d = rows
    .flatMap((row, y) => runs(row).map(([x, length]) => `M${x + MARGIN} ${y + MARGIN}h${length}v1h-${length}z`))
    .join('');
  return { d, width: rows.length + 2 * MARGIN };
}

function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = found.at(-1);
    if (!isDark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1]++;
    else found.push([x, 1]);
  });
  return found;
}

/** A file of its own. `title` is what the drawing is called. */
export function qrFile(text: string, title: string): string {
  const { d, width } = qrPath(text);
  const named = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${width}" width="40mm" height="40mm" shape-rendering="crispEdges">`,
    `<title>${named}</title><rect width="${width}" height="${width}" fill="#fff"/><path d="${d}" fill="#000"/></svg>\n`,
  ].join('');
}
