/** What is said before any number: that there is no difference, that something stands between, and the way back. */
import { edition } from '../../../state/editions.ts';
import { chooseSides, compared, sides } from '../../../state/plan/compare.ts';
import { editionSide, ownSides, planSide } from '../../../state/plan/compare-sides.ts';
import { tc } from '../../../state/plan/compare-words.ts';
import { plan } from '../../../state/plan/head.ts';

export function BackToOwn() {
  const own = plan.value;
  const now = sides.value;
  if (own === null || now === null) return null;
  const base = ownSides(own);
  if (now.from === base.from && now.to === base.to) return null;
  return (
    <button class="button" type="button" onClick={() => chooseSides(base)}>
      {tc('compare.back')}
    </button>
  );
}

export function Same() {
  return (
    <div class="compare-same">
      <strong>{tc('compare.same')}</strong>
      <p class="hint">{tc('compare.sameWhy')}</p>
      <BackToOwn />
    </div>
  );
}

/** What stands between these numbers and the plan as it was begun, or the map as it is drawn. */
export function Notices() {
  const own = plan.value;
  const found = compared.value;
  if (own === null || found === null) return null;
  const isBehind =
    found.to.side === planSide(own.id) &&
    found.from.side === editionSide(own.baseEdition) &&
    found.to.edition !== own.baseEdition;
  const screen = edition.value?.id;
  const isElsewhere = screen !== undefined && screen !== found.from.edition && screen !== found.to.edition;
  const { editionNumber } = found.to;
  return (
    <>
      {isBehind && (
        <div class="note warn">
          <p>{tc('compare.behind', { old: String(own.baseEditionNumber), now: String(editionNumber) })}</p>
          <button
            class="button"
            type="button"
            onClick={() => chooseSides({ from: editionSide(found.to.edition), to: found.to.side })}
          >
            {tc('compare.takeEdition', { n: String(editionNumber) })}
          </button>
        </div>
      )}
      {isElsewhere && <p class="hint">{tc('compare.elsewhere')}</p>}
    </>
  );
}
