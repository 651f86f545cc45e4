/** The eight masks, and how much a reader would be troubled by a code: long runs, squares, what looks like a finder, too much of one. Pure. */

/** Whether data at x, y is turned over. */
export const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Dark and light as a finder has them, with light on one side. */
const FINDER = /(?=00001011101|10111010000)/g;

export function trouble(rows: readonly (readonly boolean[])[]): number {
  const size = rows.length;
  const text = (line: readonly boolean[]) => line.map((isDark) => (isDark ? '1' : '0')).join('');
  const lines = [...rows.map(text), ...rows.map((_, x) => text(rows.map((row) => row[x]!)))];
  let points = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
    points += 40 * [...line.matchAll(FINDER)].length;
  }
  for (let y = 1; y < size; y++)
    for (let x = 1; x < size; x++) {
      const here = rows[y]![x];
      if (here === rows[y]![x - 1] && here === rows[y - 1]![x] && here === rows[y - 1]![x - 1]) points += 3;
    }
  const dark = rows.flat().filter(Boolean).length;
  return points + 10 * Math.floor(Math.abs((20 * dark) / (size * size) - 10));
}
