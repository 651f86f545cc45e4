/** Households of each grid now and afterwards, with a sign of what is under, inside or over the standard. */

import type { BandState } from '../../../../server/partition/plan/band.ts';
import { BAND_SIGNS } from '../../../state/band-signs.ts';
import { number, t } from '../../../state/language.ts';
import { BANDS } from '../../../state/plan/band-words.ts';
import type { GridDelta } from '../../../state/plan/ghost-deltas.ts';
import { gridName } from '../../../state/plan/grid-names.ts';
import { tpm } from '../../../state/plan/map-words.ts';
import { tf } from './words.ts';

interface Props {
  rows: readonly GridDelta[];
  /** More are only counted. */
  most: number;
}

export function DeltaTable({ rows, most }: Props) {
  const shown = rows.slice(0, most);
  return (
    <table class="deltas">
      <caption class="hidden-text">{tf('ghost.deltas')}</caption>
      <thead>
        <tr>
          <th scope="col">{tf('ghost.grid')}</th>
          <th scope="col">{tf('ghost.before')}</th>
          <th scope="col">{tf('ghost.after')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={`${row.community} ${row.slot} ${row.after === null} ${row.before === null}`}>
            <th scope="row">{row.record === null ? tpm('name.none') : gridName(row.record, row.slot)}</th>
            <Count value={row.before} band={row.bandBefore} none={tf('ghost.new')} />
            <Count value={row.after} band={row.bandAfter} none={tf('ghost.gone')} />
          </tr>
        ))}
      </tbody>
      {rows.length > shown.length && (
        <tfoot>
          <tr>
            <td colSpan={3}>{tf('ghost.more', { count: rows.length - shown.length })}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Count({ value, band, none }: { value: number | null; band: BandState['state'] | null; none: string }) {
  if (value === null) return <td class="none">{none}</td>;
  const word = band === null ? null : BANDS[band];
  return (
    <td>
      {number(value)}
      {word !== null && word !== 'none' && (
        <span class={`sign ${word}`} title={t(`band.${word}`)}>
          <span aria-hidden="true">{BAND_SIGNS[word]}</span>
          <span class="hidden-text">{t(`band.${word}`)}</span>
        </span>
      )}
    </td>
  );
}
