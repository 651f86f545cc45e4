/** What changed since an earlier edition or check: what is new, what is gone, how much stayed. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CoverageChanges, Finding } from '../../../server/contract/coverage.ts';
import { readChanges } from '../../api/coverage.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { markOf } from '../../map/layers/findings-shapes.ts';
import { scope } from '../../state/areas.ts';
import { choose, loaded } from '../../state/audit.ts';
import { checks, loadChecks } from '../../state/audit-check.ts';
import { flyToFinding } from '../../state/audit-fly.ts';
import { asOf, editions } from '../../state/editions.ts';
import { day, problemText } from '../../state/language.ts';
import { momentText } from '../../state/measures.ts';
import { Mark } from './mark.tsx';
import { gridsText } from './place-names.ts';
import { Trend } from './trend.tsx';
import { kindName, sizeText, ta } from './words.ts';

interface Since {
  readonly value: string;
  readonly label: string;
}

/**
 * Checks first, since "the last audit" is what is usually meant; then earlier editions, the newest first. A check of the
 * very data on the screen comes after those of other data: nothing can have changed since.
 */
function choices(): Since[] {
  const hash = loaded.value.report?.dataHash;
  const done = (checks.value ?? []).filter((check) => check.state === 'done');
  const kept = [
    ...done.filter((check) => check.dataHash !== hash),
    ...done.filter((check) => check.dataHash === hash),
  ].map((check) => ({
    value: `check:${check.id}`,
    label: ta('changes.check', {
      at: momentText(check.finishedAt ?? check.startedAt),
      n: String(check.editionNumber ?? 0),
    }),
  }));
  const before = editions.value
    .filter(({ inForce }) => !inForce)
    .sort((a, b) => b.number - a.number)
    .map(({ id, number, inForceFrom }) => ({
      value: `edition:${id}`,
      label: ta('changes.edition', { n: String(number), day: day(inForceFrom) }),
    }));
  return [...kept, ...before];
}

export function Changes() {
  const since = useSignal<string | null>(null);
  const found = useSignal<CoverageChanges | null>(null);
  const problem = useSignal<ApiError | null>(null);
  const area = scope.value?.code;
  useEffect(() => void loadChecks(), [area]);
  const all = choices();
  const asked = all.some(({ value }) => value === since.value) ? since.value : (all[0]?.value ?? null);
  const at = loaded.value.report?.checkedAt;
  useEffect(() => {
    found.value = null;
    problem.value = null;
    if (asked === null || area === undefined) return;
    const controller = new AbortController();
    const [what, id = ''] = asked.split(':');
    const from = what === 'check' ? { sinceCheck: id } : { sinceEdition: Number(id) };
    readChanges(area, from, controller.signal).then(
      (answer) => {
        found.value = answer;
      },
      (error) => {
        if (!isAbort(error)) problem.value = asApiError(error);
      },
    );
    return () => controller.abort();
  }, [asked, area, at]);
  return (
    <div class="scroll">
      <section>
        <h3>{ta('changes.title')}</h3>
        {asked === null ? (
          <p class="hint">{ta('changes.none')}</p>
        ) : (
          <div class="field">
            <label for="changes-since">{ta('changes.since')}</label>
            <select
              id="changes-since"
              class="input"
              value={asked}
              onChange={(event) => {
                since.value = event.currentTarget.value;
              }}
            >
              {all.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        )}
        {problem.value !== null && (
          <p class="note bad">{problemText(problem.value.code, problem.value.params, 'problem.other')}</p>
        )}
        {asked !== null && found.value === null && problem.value === null && (
          <p class="hint">{ta('changes.comparing')}</p>
        )}
        {asOf.value !== null && <p class="hint">{ta('changes.now')}</p>}
        {found.value !== null && <Difference changes={found.value} />}
      </section>
      <Trend />
    </div>
  );
}

function Difference({ changes: { added, gone, kept: all } }: { changes: CoverageChanges }) {
  // what is too small to list is compared as well; the number here is that of the list
  const listed = new Set(loaded.value.report?.findings.map(({ id }) => id));
  const kept = all.filter((id) => listed.has(id));
  return (
    <>
      <div class="tally three">
        {(['added', 'gone', 'kept'] as const).map((name) => (
          <div key={name}>{ta(`changes.${name}`, { count: { added, gone, kept }[name].length })}</div>
        ))}
      </div>
      {added.length === 0 ? (
        <p class="hint">{ta('changes.addedNone')}</p>
      ) : (
        <Few findings={added} sign="+" go={choose} />
      )}
      {gone.length === 0 ? (
        <p class="hint">{ta('changes.goneNone')}</p>
      ) : (
        <Few findings={gone} sign="−" go={flyToFinding} />
      )}
    </>
  );
}

const MOST = 100;

/** The size; the households where there is none. */
const weightText = (finding: Finding): string =>
  finding.areaM2 === null && finding.lengthM === null && finding.households > 0
    ? ta('sentence.households', { count: finding.households })
    : sizeText(finding);

function Few({ findings, sign, go }: { findings: readonly Finding[]; sign: string; go: (finding: Finding) => void }) {
  return (
    <ul class="few" data-sign={sign}>
      {findings.slice(0, MOST).map((finding) => (
        <li key={finding.id}>
          <button type="button" onClick={() => go(finding)}>
            <span class="sign">{sign}</span>
            <Mark of={markOf(finding)} />
            <span class="name">{kindName(finding.kind)}</span>
            <span class="right">{weightText(finding)}</span>
            <span class="hint">{gridsText(finding) || finding.place}</span>
          </button>
        </li>
      ))}
      {findings.length > MOST && <li class="hint">{ta('card.andMore', { count: findings.length - MOST })}</li>}
    </ul>
  );
}
