/** Check now, with progress; the checks that were kept; what is accepted and what needs no grid; a file of one's own. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CoverageCheck, CoverageException } from '../../../server/contract/coverage.ts';
import { listExceptions } from '../../api/coverage.ts';
import { asApiError, isAbort } from '../../api/request.ts';
import { scope } from '../../state/areas.ts';
import { choose, loaded, report } from '../../state/audit.ts';
import { check, checkProblem, checks, loadChecks, runCheck, stopCheck } from '../../state/audit-check.ts';
import { groupOf } from '../../state/audit-kinds.ts';
import { CHECKERS } from '../../state/audit-roles.ts';
import { day, number, problemText } from '../../state/language.ts';
import { areaText, momentText } from '../../state/measures.ts';
import { mayIn } from '../../state/who.ts';
import { Drafts } from './drafts.tsx';
import { FileDrop } from './file-drop.tsx';
import { kindName, ta, tCode } from './words.ts';

export function Checks() {
  const area = scope.value?.code;
  useEffect(() => void loadChecks(), [area]);
  return (
    <div class="scroll">
      <Now />
      <History />
      <Drafts />
      <Exceptions />
      <Exclusions />
      <section>
        <h3>{ta('file.open').replace('…', '')}</h3>
        <p class="hint">{ta('file.lead')}</p>
        <FileDrop />
      </section>
    </div>
  );
}

function Now() {
  const now = check.value;
  const running = now?.state === 'running';
  if (!mayIn(CHECKERS, scope.value?.code)) return null;
  return (
    <section aria-live="polite">
      <p class="hint">{ta('check.lead')}</p>
      {running ? (
        <>
          <progress class="progress" max={1} value={now.progress} aria-label={ta('check.progress')} />
          <div class="row">
            <span class="hint">{ta('check.running', { step: now.step === null ? '' : tCode('step', now.step) })}</span>
            <button class="button" type="button" onClick={() => void stopCheck()}>
              {ta('check.cancel')}
            </button>
          </div>
        </>
      ) : (
        <div class="row">
          <button class="button primary" type="button" onClick={() => void runCheck()}>
            {ta('check.now')}
          </button>
          {now !== null && <span>{ta(`check.state.${now.state}`)}</span>}
        </div>
      )}
      {checkProblem.value !== null && (
        <p class="note bad">{problemText(checkProblem.value.code, checkProblem.value.params, 'problem.other')}</p>
      )}
    </section>
  );
}

function History() {
  const all = checks.value;
  return (
    <section>
      <h3>{ta('check.history')}</h3>
      {all !== null && all.length === 0 && <p class="hint">{ta('check.none')}</p>}
      <ol class="history">
        {(all ?? []).map((one) => (
          <HistoryRow key={one.id} check={one} />
        ))}
      </ol>
    </section>
  );
}

const countOf = (counts: Record<string, number>, group: string): number =>
  Object.entries(counts).reduce((sum, [kind, count]) => sum + (groupOf(kind) === group ? count : 0), 0);

/** A check that nobody asked for follows every publish. */
const authorOf = ({ author }: CoverageCheck): string => (author === 'system' ? ta('check.bySystem') : author);

function HistoryRow({ check: one }: { check: CoverageCheck }) {
  const { totals, counts } = one;
  return (
    <li>
      <span class="name">{momentText(one.finishedAt ?? one.startedAt)}</span>
      <span class="hint right">
        {one.editionNumber === null ? '' : ta('about.edition', { n: String(one.editionNumber) })} {authorOf(one)}
      </span>
      <span class="hint">
        {totals === null || counts === null
          ? ta(`check.state.${one.state}`)
          : ta('check.line', {
              gaps: countOf(counts, 'gap'),
              overlaps: countOf(counts, 'overlap'),
              out: totals.households - totals.householdsCovered,
            })}
      </span>
      {one.dataHash !== null && (
        <code class="hash" title={one.dataHash}>
          {one.dataHash.slice(0, 12)}
        </code>
      )}
    </li>
  );
}

function Exceptions() {
  const all = useSignal<readonly CoverageException[] | null>(null);
  const failed = useSignal<string | null>(null);
  const area = scope.value?.code;
  const at = loaded.value.report?.checkedAt;
  useEffect(() => {
    if (area === undefined) return;
    const controller = new AbortController();
    listExceptions(area, controller.signal).then(
      (found) => {
        all.value = found;
      },
      (error) => {
        if (!isAbort(error)) failed.value = problemText(asApiError(error).code, {}, 'problem.other');
      },
    );
    return () => controller.abort();
  }, [area, at]);
  const open = (exception: CoverageException) => {
    const finding = report.value?.findings.find(({ id }) => id === exception.finding);
    if (finding) choose(finding);
  };
  return (
    <section>
      <h3>{ta('exceptions.title')}</h3>
      {failed.value !== null && <p class="note bad">{failed.value}</p>}
      {all.value?.length === 0 && <p class="hint">{ta('exceptions.none')}</p>}
      <ol class="history">
        {(all.value ?? []).map((exception) => (
          <li key={exception.id}>
            <button type="button" class="name" onClick={() => open(exception)}>
              {kindName(exception.kind)}
            </button>
            <span class={`tag ${exception.state === 'accepted' ? 'in' : ''}`}>
              {ta(`exception.${exception.state}`)}
            </span>
            <span class="hint">
              {exception.reason} · {exception.author} · {ta('accept.untilDay', { day: day(exception.until) })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Exclusions() {
  const all = report.value?.exclusions ?? [];
  if (all.length === 0) return null;
  return (
    <section>
      <h3>
        {ta('exclusions.title')} {number(all.length)}
      </h3>
      <ol class="history">
        {all.map(({ id, kind, name, areaM2 }) => (
          <li key={id}>
            <span class="name">{name}</span>
            <span class="hint right">{areaText(areaM2)}</span>
            <span class="hint">{tCode('exclusion', kind)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
