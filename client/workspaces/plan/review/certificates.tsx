/** The certificates a plan stands on: figures against what is least, and why what is outside the standard must be. */
import { useEffect } from 'preact/hooks';
import type { PlanCertificate } from '../../../../server/contract/plan-proposals.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import type { Proof } from '../../../../server/partition/proofs/proof.ts';
import { areaByCode } from '../../../state/areas.ts';
import { number } from '../../../state/language.ts';
import { type CertificateRow, certificates, loadCertificates } from '../../../state/plan/certificates.ts';
import { flyToCells } from '../../../state/plan/fly.ts';
import { flyToArea, nameOfGrid } from '../../../state/plan/plan-map.ts';
import { loadProofPlaces, proofPlaces } from '../../../state/plan/proof-places.ts';
import { tl, tlCode } from '../life-words.ts';
import { ProblemNote } from '../problem-note.tsx';
import { cellsOfProof, isProof, proofSentences } from '../proof-words.ts';

/** Of a county there are hundreds: those that say something are shown open first. */
const MOST_OPEN = 3;

export function Certificates({ plan }: { plan: Plan }) {
  useEffect(() => {
    const controller = new AbortController();
    if (plan.form === 'cells') void loadCertificates(plan.id, controller.signal);
    else certificates.value = { rows: [], problem: null };
    return () => controller.abort();
  }, [plan.id, plan.seq]);
  const { rows, problem } = certificates.value;
  return (
    <section class="certificates">
      <h4>{tl('cert.title')}</h4>
      <ProblemNote problem={problem} />
      {rows === null && problem === null && <p class="hint">{tl('cert.reading')}</p>}
      {rows?.length === 0 && <p class="hint">{tl('cert.none')}</p>}
      {rows !== null && rows.length > 0 && (
        <>
          <p class="hint">{tl('cert.lead')}</p>
          {[...rows]
            .sort((a, b) => weight(b) - weight(a))
            .map((row, place) => (
              <Certificate key={row.id} row={row} plan={plan.id} open={place < MOST_OPEN} />
            ))}
        </>
      )}
    </section>
  );
}

const weight = ({ certificate: { unavoidable, undecided } }: CertificateRow): number =>
  undecided.length * 1000 + unavoidable.length;

function Certificate({ row, plan, open }: { row: CertificateRow; plan: number; open: boolean }) {
  const { certificate, edited } = row;
  const { community, standard } = certificate;
  useEffect(() => {
    const controller = new AbortController();
    // names make it readable; without them the numbers still stand
    if (certificate.unavoidable.length > 0) loadProofPlaces(plan, certificate, controller.signal).catch(() => {});
    return () => controller.abort();
  }, [certificate.id]);
  return (
    <details class="certificate" open={open}>
      <summary>
        <span class="name">{areaByCode.value.get(community)?.name ?? community}</span>
        <span class="tag in">
          <span aria-hidden="true">✓</span> {tl('cert.checked')}
        </span>
      </summary>
      {edited && <p class="note warn">{tl('cert.edited')}</p>}
      <Figures certificate={certificate} />
      <Proofs certificate={certificate} />
      {certificate.nearestStandards.length > 0 && certificate.unavoidable.length + certificate.undecided.length > 0 && (
        <p class="nearest">
          {tl('cert.nearest', { list: certificate.nearestStandards.map((one) => tl('cert.nearestOne', { ...one })) })}
        </p>
      )}
      <p class="hint">
        {tlCode('method', certificate.method)} · {tl('cert.standard', { ...standard })} · {tl('cert.seed')}{' '}
        {certificate.seed} · {tl('cert.hash')} <code>{certificate.planHash.slice(0, 12)}</code>
      </p>
      <button class="button" type="button" onClick={() => flyToArea(community)}>
        {tl('cert.fly')}
      </button>
    </details>
  );
}

export function movedText({ householdsMoved: moved, leastMoved: least }: PlanCertificate): string {
  if (moved === 0) return tl('cert.movedNone');
  if (moved <= least) return tl('cert.movedBest', { moved });
  return tl('cert.movedLeast', { moved, least, ratio: least === 0 ? '–' : number(moved / least, 2) });
}

export function outsideText({ unavoidable, undecided }: PlanCertificate): string {
  const open = new Set(undecided.map(({ grid }) => grid));
  const all = new Set([...unavoidable, ...undecided].map(({ grid }) => grid));
  if (all.size === 0) return tl('cert.outsideNone');
  return tl('cert.outsideValue', { count: all.size, proven: [...all].filter((grid) => !open.has(grid)).length });
}

function Figures({ certificate }: { certificate: PlanCertificate }) {
  const { grids, borderCost, uncountedCells } = certificate;
  const mean = grids.reduce((sum, grid) => sum + grid.compactness, 0) / Math.max(1, grids.length);
  return (
    <dl class="facts-grid">
      <dt>{tl('cert.grids')}</dt>
      <dd>{tl('cert.gridsValue', { count: grids.length })}</dd>
      <dt>{tl('cert.outside')}</dt>
      <dd>{outsideText(certificate)}</dd>
      <dt>{tl('cert.moved')}</dt>
      <dd>{movedText(certificate)}</dd>
      <dt title={tl('cert.compactnessHint')}>{tl('cert.compactness')}</dt>
      <dd>{number(mean, 3)}</dd>
      <dt title={tl('cert.borderHint')}>{tl('cert.border')}</dt>
      <dd>{number(borderCost, 0)}</dd>
      {uncountedCells > 0 && (
        <>
          <dt>{tl('cert.uncounted')}</dt>
          <dd>{number(uncountedCells)}</dd>
        </>
      )}
    </dl>
  );
}

function Proofs({ certificate }: { certificate: PlanCertificate }) {
  const { community, standard, unavoidable, undecided, unassigned, grids } = certificate;
  const known = proofPlaces.value.get(community);
  const nameOf = (cell: number): string | null => known?.names.get(known.layer.cells[cell]?.places[0] ?? '') ?? null;
  const nameOfKey = (key: string): string => nameOfGrid(grids.find((grid) => grid.key === key)?.code ?? key);
  // one reason may excuse several grids
  const proofs = [...new Map(unavoidable.map(({ proof }) => [JSON.stringify(proof), proof])).values()].filter(isProof);
  return (
    <>
      {proofs.length > 0 && (
        <>
          <p class="label">{tl('cert.proofs')}</p>
          <ul class="lines proofs">
            {proofs.map((record) => {
              const proof = record as unknown as Proof;
              return (
                <li key={JSON.stringify(proof)}>
                  <button type="button" onClick={() => known && flyToCells(known.layer, cellsOfProof(proof))}>
                    {proofSentences(proof, standard, nameOfGrid, nameOf).join(' ')}
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {undecided.length > 0 && (
        <>
          <p class="label">{tl('cert.undecided')}</p>
          <ul class="lines">
            {undecided.map(({ grid, violation }) => (
              <li key={grid}>{tl('cert.undecidedText', { grid: nameOfKey(grid), violation })}</li>
            ))}
          </ul>
        </>
      )}
      {unassigned.length > 0 && <p class="hint">{tl('cert.unassigned', { count: unassigned.length })}</p>}
    </>
  );
}
