/** Why a grid stays outside the standard, where that lies, and the nearest standard that could be met, to ask again with. */
import type { Proof } from '../../../../server/partition/proofs/proof.ts';
import type { Standard } from '../../../../server/partition/standard.ts';
import { number } from '../../../state/language.ts';
import { flyToCells } from '../../../state/plan/fly.ts';
import { planSession } from '../../../state/plan/opened.ts';
import { cellsOfProof, proofSentences } from '../proof-words.ts';
import type { GridVerdict, Verdicts } from './verdicts.ts';
import { tf } from './words.ts';

interface Props {
  community: string;
  verdicts: Verdicts;
  nameOf: (key: string) => string;
  /** null: nothing can be asked for here. */
  onAsk: ((standard: Standard) => void) | null;
}

export function Reasons({ community, verdicts, nameOf, onAsk }: Props) {
  const { verdicts: all, standard, nearest } = verdicts;
  if (all.length === 0) return null;
  return (
    <div class="reasons">
      <h4>{tf('reason.title')}</h4>
      {all.map((verdict) => (
        <Verdict
          key={verdict.grids[0]!.key}
          verdict={verdict}
          standard={standard}
          community={community}
          nameOf={nameOf}
        />
      ))}
      {nearest.map(({ min, max }) => (
        <div key={`${min} ${max}`} class="nearest">
          <span>{tf('reason.nearest', { min, max })}</span>
          {onAsk !== null && (
            <button class="button" type="button" onClick={() => onAsk({ min, max })}>
              {tf('reason.nearestAsk', { min, max })}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

function Verdict({
  verdict: { grids, proofs, isUndecided },
  standard,
  community,
  nameOf,
}: {
  verdict: GridVerdict;
  standard: Standard;
  community: string;
  nameOf: (key: string) => string;
}) {
  return (
    <div class="verdict">
      <ul>
        {grids.map(({ key, households, violation }) => {
          const off = tf(households < standard.min ? 'reason.short' : 'reason.over', { count: number(violation) });
          return (
            <li key={key}>
              <strong>{tf('reason.grid', { grid: nameOf(key), households: number(households), off })}</strong>
            </li>
          );
        })}
      </ul>
      {isUndecided && <p>{tf('reason.undecided')}</p>}
      {isUndecided && proofs.length > 0 && <p class="hint">{tf('reason.partly')}</p>}
      {proofs.map((proof, i) => (
        <div key={`${i} ${proof.kind}`} class="proof">
          <p>{proofSentences(proof, standard, nameOf).join(' ')}</p>
          <ShowProof community={community} proof={proof} />
        </div>
      ))}
    </div>
  );
}

function ShowProof({ community, proof }: { community: string; proof: Proof }) {
  const show = () => {
    const place = planSession.peek()?.community(community);
    if (place !== undefined) flyToCells(place.layer, cellsOfProof(proof));
  };
  return (
    <button class="plain" type="button" onClick={show}>
      {tf('reason.show')}
    </button>
  );
}
