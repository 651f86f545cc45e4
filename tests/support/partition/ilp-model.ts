/**
 * The cheapest division into a given number of connected parts inside a standard, as an integer program in LP text: x says
 * which part a cell is in, r which cell is its root, y which edges are borders; a flow from each root to its cells makes a part
 * connected. A part's root is its lowest cell and roots are in order, so that no plan comes up twice. Only what costs no more than
 * `most` counts: the program has no solution when a plan at hand is the best.
 */
import type { Standard } from '../../../server/partition/standard.ts';

export interface SmallGraph {
  readonly households: readonly number[];
  readonly edges: readonly { readonly a: number; readonly b: number; readonly cost: number }[];
}

export function lpText({ households, edges }: SmallGraph, { min, max }: Standard, parts: number, most: number): string {
  const cells = households.map((_, cell) => cell);
  const names = Array.from({ length: parts }, (_, part) => part);
  const rules: string[] = [];
  const sum = (terms: readonly string[]) => terms.join(' + ');
  rules.push(`${sum(edges.map(({ cost }, e) => `${cost} y${e}`))} <= ${most}`);
  for (const u of cells) rules.push(`${sum(names.map((j) => `x${u}_${j}`))} = 1`);
  for (const j of names) {
    const weight = sum(cells.filter((u) => households[u]! > 0).map((u) => `${households[u]} x${u}_${j}`));
    rules.push(`${sum(cells.map((u) => `r${u}_${j}`))} = 1`, `${weight} >= ${min}`, `${weight} <= ${max}`);
    for (const u of cells) {
      rules.push(`r${u}_${j} - x${u}_${j} <= 0`);
      rules.push(
        `x${u}_${j} - ${cells
          .slice(0, u + 1)
          .map((v) => `r${v}_${j}`)
          .join(' - ')} <= 0`,
      );
      if (j > 0) {
        const before = cells.slice(0, u + 1);
        rules.push(`${sum(before.map((v) => `r${v}_${j}`))} - ${before.map((v) => `r${v}_${j - 1}`).join(' - ')} <= 0`);
      }
      const into: string[] = [];
      const out: string[] = [];
      edges.forEach(({ a, b }, e) => {
        if (a === u || b === u) {
          into.push(`${a === u ? 'g' : 'f'}${e}_${j}`);
          out.push(`${a === u ? 'f' : 'g'}${e}_${j}`);
        }
      });
      rules.push(`${sum(into)} - ${out.join(' - ')} - x${u}_${j} + ${cells.length} r${u}_${j} >= 0`);
    }
    edges.forEach(({ a, b }, e) => {
      rules.push(`x${a}_${j} - x${b}_${j} - y${e} <= 0`, `x${b}_${j} - x${a}_${j} - y${e} <= 0`);
      for (const flow of ['f', 'g']) {
        for (const end of [a, b]) rules.push(`${flow}${e}_${j} - ${cells.length - 1} x${end}_${j} <= 0`);
      }
    });
  }
  const binaries = names.flatMap((j) => cells.flatMap((u) => [`x${u}_${j}`, `r${u}_${j}`]));
  return [
    'Minimize',
    ` obj: ${sum(edges.map(({ cost }, e) => `${cost} y${e}`))}`,
    'Subject To',
    ...rules.map((rule, i) => ` c${i}: ${rule}`),
    'Bounds',
    ...edges.map((_, e) => ` y${e} <= 1`),
    'Binaries',
    ` ${binaries.join(' ')}`,
    'End',
  ].join('\n');
}
