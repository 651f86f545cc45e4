/** The moves as small tables, one for each community: a cell is a button that chooses its pair. */
import { shortCode } from '../../../map/features.ts';
import { areaByCode } from '../../../state/areas.ts';
import { number } from '../../../state/language.ts';
import { choosePair, chosenPair, pairs } from '../../../state/plan/compare.ts';
import { heatOf, type Matrix, matricesOf } from '../../../state/plan/compare-matrix.ts';
import { isSamePair, type Pair, pairText } from '../../../state/plan/compare-moves.ts';
import { communityOf, gridName, moveText, tc } from '../../../state/plan/compare-words.ts';

export function Matrices() {
  return (
    <div class="compare-scroll">
      <p class="hint">{tc('compare.matrixNote')}</p>
      {matricesOf(pairs.value, communityOf).map((matrix) => (
        <Table key={matrix.community ?? ''} matrix={matrix} />
      ))}
    </div>
  );
}

function Table({ matrix: { community, households, rows, columns, cells, most } }: { matrix: Matrix }) {
  const name = community === null ? tc('compare.crossing') : (areaByCode.value.get(community)?.name ?? community);
  const title = tc('compare.matrixOf', { name, count: households });
  return (
    <section class="compare-matrix">
      <h3>{title}</h3>
      <div class="wide">
        <table aria-label={title}>
          <thead>
            <tr>
              <td class="hint">{tc('compare.corner')}</td>
              {columns.map((code) => (
                <Head key={code} code={code} community={community} scope="col" />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((code, row) => (
              <tr key={code}>
                <Head code={code} community={community} scope="row" />
                {(cells[row] ?? []).map((pair, column) => (
                  <td key={columns[column]}>{pair !== null && <Cell pair={pair} most={most} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Head({ code, community, scope }: { code: string | null; community: string | null; scope: 'row' | 'col' }) {
  return (
    <th scope={scope} title={gridName(code)}>
      <span aria-hidden="true">{code === null ? '–' : shortCode(code, community)}</span>
      <span class="hidden-text">{gridName(code)}</span>
    </th>
  );
}

function Cell({ pair, most }: { pair: Pair; most: number }) {
  const { buildings, households } = pair;
  const isChosen = chosenPair.value !== null && isSamePair(pair, chosenPair.value);
  const said = tc('compare.cell', { pair: moveText(pair), buildings, households });
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-label={said}
      title={said}
      data-heat={heatOf(pair, most)}
      data-pair={pairText(pair)}
      onClick={() => choosePair(isChosen ? null : pair)}
    >
      {number(households)}
    </button>
  );
}
