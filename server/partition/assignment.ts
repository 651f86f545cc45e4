/** The matching of rows to columns with the greatest total weight (Hungarian method with potentials, O(n² · m)). */

/** `weight` ≥ 0. Column of each row, or −1 where there are more rows than columns; equal matchings: always the same one. */
export function bestMatching(
  rows: number,
  columns: number,
  weight: (row: number, column: number) => number,
): Int32Array {
  if (rows > columns) {
    const rowOf = bestMatching(columns, rows, (column, row) => weight(row, column));
    const columnOf = new Int32Array(rows).fill(-1);
    rowOf.forEach((row, column) => {
      columnOf[row] = column;
    });
    return columnOf;
  }
  // Row and column 0 stand for "none"; costs are negated weights.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const way = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    const least = new Float64Array(columns + 1).fill(Infinity);
    const used = new Uint8Array(columns + 1);
    let column = 0;
    rowOf[0] = row;
    do {
      used[column] = 1;
      const at = rowOf[column]!;
      let next = 0;
      let delta = Infinity;
      for (let j = 1; j <= columns; j++) {
        if (used[j] === 1) continue;
        const reduced = -weight(at - 1, j - 1) - rowPotential[at]! - columnPotential[j]!;
        if (reduced < least[j]!) {
          least[j] = reduced;
          way[j] = column;
        }
        if (least[j]! < delta) {
          delta = least[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (used[j] === 1) {
          rowPotential[rowOf[j]!]! += delta;
          columnPotential[j]! -= delta;
        } else least[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = way[column]!) rowOf[column] = rowOf[way[column]!]!;
  }
  const columnOf = new Int32Array(rows).fill(-1);
  for (let j = 1; j <= columns; j++) if (rowOf[j]! > 0) columnOf[rowOf[j]! - 1] = j - 1;
  return columnOf;
}
