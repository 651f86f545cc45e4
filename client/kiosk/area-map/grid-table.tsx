/** The grids of a sheet as a table in columns: code, name, who answers for it and at which number, households. */

import { widthOf } from '../../print/shape-labels.ts';
import { number } from '../../state/language.ts';
import type { AreaFacts } from './facts.ts';
import type { Measures } from './layout.ts';
import type { Row } from './sheets.ts';
import { ta } from './words.ts';

/** Longer names are written small, on two lines. */
const SHORT = 8;
const LONG_CODE = 16;

interface Props {
  readonly label: string;
  readonly columns: readonly (readonly Row[])[];
  readonly facts: AreaFacts;
  readonly measures: Measures;
  /** Of one column, millimetres. */
  readonly width: number;
}

export function GridTable({ label, columns, facts, measures, width }: Props) {
  return (
    <div class="grid-columns" style={{ gap: `${measures.gap}mm` }}>
      {columns.map((rows) => (
        <table
          key={rows[0]?.grid?.grid.code ?? rows[0]?.part.code}
          aria-label={label}
          style={{ width: `${width}mm`, '--row-height': `${measures.row}mm` }}
        >
          <thead>
            <tr>
              <th scope="col">{ta('code')}</th>
              <th scope="col">{ta('name')}</th>
              <th scope="col">{ta('worker')}</th>
              <th scope="col">{ta('phone')}</th>
              <th scope="col">{ta('households')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <TableRow key={row.grid?.grid.code ?? row.part.code} {...{ row, facts }} />
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function TableRow({ row: { part, grid }, facts }: { row: Row; facts: AreaFacts }) {
  if (grid === null)
    return (
      <tr class="of-part">
        <th colSpan={5} scope="rowgroup">
          {ta('part', { name: part.name, count: part.grids.length })}
        </th>
      </tr>
    );
  const { code, name, worker } = grid.grid;
  return (
    <tr>
      <td class={code.length > LONG_CODE ? 'long' : undefined}>{code}</td>
      <td class={widthOf(name) > SHORT ? 'long' : undefined}>{name}</td>
      <td>{worker?.name ?? '—'}</td>
      <td>{worker?.phone ?? '—'}</td>
      <td>{householdsText(facts.grids.get(code))}</td>
    </tr>
  );
}

/** As the grids are asked for by anybody; where some are not counted, at least so many. */
function householdsText(of: { readonly households: number; readonly uncounted: number } | undefined): string {
  if (of === undefined || (of.households === 0 && of.uncounted > 0)) return '—';
  const count = number(of.households);
  return of.uncounted > 0 ? `≥${count}` : count;
}
