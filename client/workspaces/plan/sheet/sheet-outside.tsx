/** Grids outside the standard on paper: each with the proof that it must be so, who has accepted it, or that it is open. */
import type { OutsideGrid } from '../../../../server/contract/plan-publish.ts';
import { day } from '../../../state/language.ts';
import { nameOfGrid } from '../../../state/plan/plan-map.ts';
import { tl } from '../life-words.ts';
import { outsideSentence } from '../proof-words.ts';

export function SheetOutside({ grids }: { grids: readonly OutsideGrid[] }) {
  if (grids.length === 0) return null;
  return (
    <section class="outside">
      <h2>{tl('outside.title', { count: grids.length })}</h2>
      <ul>
        {grids.map((one) => (
          <li key={one.grid}>
            <strong>{nameOfGrid(one.grid)}</strong> <span class="code">{one.grid}</span> {offText(one)}
            <br />
            {reasons(one).join(' ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

function offText({ households, min, max }: OutsideGrid): string {
  const isUnder = households < min;
  const off = isUnder ? min - households : households - max;
  return tl(isUnder ? 'outside.under' : 'outside.over', { households, min, max, off });
}

function reasons(one: OutsideGrid): string[] {
  const { changed, proofs, exception, whilePinned } = one;
  const told = proofs.map((proof) => outsideSentence(proof, one));
  if (exception !== null) {
    const { reason, author, until } = exception;
    told.push(tl('outside.accepted', { reason, author, until: day(until) }));
  }
  if (told.length > 0) return told;
  return [tl(changed ? (whilePinned ? 'outside.pinned' : 'outside.open') : 'outside.before')];
}
