/** One finding in words: what it is, how large, whom it touches, which grids; then what can be done about it. */
import { useEffect } from 'preact/hooks';
import type { Finding } from '../../../server/contract/coverage.ts';
import { markOf } from '../../map/layers/findings-shapes.ts';
import { announce } from '../../state/announce.ts';
import { choose, chosen, fileReport, rows, step } from '../../state/audit.ts';
import { groupOf } from '../../state/audit-kinds.ts';
import { asOf } from '../../state/editions.ts';
import { number, t } from '../../state/language.ts';
import { areaText, lengthText } from '../../state/measures.ts';
import { CardSteps } from '../../ui/card-steps.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { flyToGridCode } from './choose-area.ts';
import { ExceptionPart } from './exception-part.tsx';
import { ExclusionPart } from './exclusion-part.tsx';
import { detailRows } from './finding-detail.ts';
import { Mark } from './mark.tsx';
import { gridNames, gridsText, nameOf } from './place-names.ts';
import { RepairPart } from './repair-part.tsx';
import { kindMeaning, kindName, ta } from './words.ts';

export function FindingCard() {
  const finding = chosen.value;
  useEffect(() => {
    if (finding)
      announce(
        ta('spoken.finding', {
          kind: kindName(finding.kind),
          severity: ta(`gravity.${markOf(finding)}`),
          grids: gridsText(finding),
        }),
      );
  }, [finding?.id]);
  if (finding === null) return null;
  return (
    <section class="float card finding" aria-label={ta('card.label')} key={finding.id}>
      <div class="inner">
        <Heading finding={finding} />
        <p class="meaning">
          {kindMeaning(finding.kind)}
          {finding.sliver && ` ${ta('sliver.text')}`}
        </p>
        <Facts finding={finding} />
        <Grids finding={finding} />
        <Deeds finding={finding} />
        <footer>
          <CopyButton class="button" text={() => window.location.href} icon="link">
            {t('answer.copyLink')}
          </CopyButton>
        </footer>
      </div>
    </section>
  );
}

/** What can be done: nothing about a past edition, and about a file nothing but looking how it could be mended. */
function Deeds({ finding }: { finding: Finding }) {
  if (fileReport.value !== null) return <RepairPart finding={finding} />;
  if (asOf.value !== null) return <p class="note">{ta('repair.past')}</p>;
  return (
    <>
      <RepairPart finding={finding} />
      <ExceptionPart finding={finding} />
      {groupOf(finding.kind) === 'gap' && <ExclusionPart finding={finding} />}
    </>
  );
}

function Heading({ finding }: { finding: Finding }) {
  const mark = markOf(finding);
  const at = rows.value.findIndex(({ id }) => id === finding.id);
  return (
    <header>
      <div class="row">
        <Mark of={mark} />
        <span class={`gravity ${mark}`}>{ta(`gravity.${mark}`)}</span>
        <CardSteps
          position={at < 0 ? ta('card.elsewhere') : ta('card.of', { n: at + 1, count: rows.value.length })}
          previous={{ label: ta('card.previous'), key: 'P' }}
          next={{ label: ta('card.next'), key: 'N' }}
          onStep={step}
          onClose={() => choose(null)}
        />
      </div>
      <h2>{kindName(finding.kind)}</h2>
    </header>
  );
}

function Facts({ finding }: { finding: Finding }) {
  const { areaM2, widthM, lengthM, households, buildings, uncounted, place, at } = finding;
  const facts: [string, string | null][] = [
    [ta('fact.area'), areaM2 === null ? null : areaText(areaM2)],
    [ta('fact.width'), widthM === null ? null : lengthText(widthM)],
    [ta('fact.length'), lengthM === null ? null : lengthText(lengthM)],
    [ta('fact.buildings'), buildings === 0 ? null : number(buildings)],
    [ta('fact.households'), buildings === 0 && households === 0 ? null : number(households)],
    [ta('fact.uncounted'), uncounted === 0 ? null : number(uncounted)],
    [ta('fact.place'), place],
    ...detailRows(finding),
    [ta('fact.at'), at.map((value) => value.toFixed(7)).join(', ')],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
  );
}

const MOST_GRIDS = 8;

function Grids({ finding }: { finding: Finding }) {
  const { grids } = finding;
  if (grids.length === 0) return null;
  return (
    <div>
      <h3>{ta('card.grids')}</h3>
      <ul class="grid-links">
        {grids.slice(0, MOST_GRIDS).map((code) => (
          <li key={code}>
            <button type="button" onClick={() => flyToGridCode(code)}>
              <span>{gridNames([code])}</span>
              {nameOf(code) !== code && <code>{code}</code>}
            </button>
          </li>
        ))}
      </ul>
      {grids.length > MOST_GRIDS && <p class="hint">{ta('card.andMore', { count: grids.length - MOST_GRIDS })}</p>}
    </div>
  );
}
