// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells and headings are not
/** The list of findings: sorted by its headings, linked with the map both ways, the whole job can be done from here. */
import type { Finding } from '../../../server/contract/coverage.ts';
import { markOf } from '../../map/layers/findings-shapes.ts';
import { choose, chosenId, report, rows, sorting } from '../../state/audit.ts';
import { isAccepted, type SortBy } from '../../state/audit-list.ts';
import { number } from '../../state/language.ts';
import { useLongList } from '../../ui/long-list.ts';
import { LongRows, type RowPlace } from '../../ui/long-rows.tsx';
import { SortHead } from '../../ui/sort-head.tsx';
import { FindingFilter } from './finding-filter.tsx';
import { Mark } from './mark.tsx';
import { gridsText } from './place-names.ts';
import { kindName, sizeText, ta } from './words.ts';

function sortBy(by: SortBy): void {
  const { sortBy: now, descending } = sorting.value;
  sorting.value = { sortBy: by, descending: by === now ? !descending : true };
}

const HEADS = [
  { by: 'severity', label: 'list.finding', right: false },
  { by: 'size', label: 'list.size', right: true },
  { by: 'households', label: 'list.households', right: true },
] as const;

export function FindingList() {
  const shown = rows.value;
  const list = useLongList({
    count: shown.length,
    chosen: chosenId.value === null ? -1 : shown.findIndex(({ id }) => id === chosenId.value),
    rows: shown,
    onEnter: (index) => choose(shown[index] ?? null),
  });
  const nothing = report.value !== null && report.value.findings.length === 0;
  return (
    <div class="list">
      <FindingFilter />
      {shown.length === 0 && <p class="empty">{ta(nothing ? 'list.clean' : 'list.none')}</p>}
      <div
        class="table findings"
        role="grid"
        aria-label={ta('list.label')}
        aria-rowcount={shown.length + 1}
        hidden={shown.length === 0}
      >
        <div class="head" role="row" aria-rowindex={1}>
          {HEADS.map(({ by, label, right }) => (
            <SortHead key={by} {...{ by, right }} label={ta(label)} sorting={sorting.value} onSort={sortBy} />
          ))}
        </div>
        <LongRows list={list} rows={shown} onChoose={choose}>
          {(finding, place) => <Row key={finding.id} finding={finding} {...place} />}
        </LongRows>
      </div>
    </div>
  );
}

function Row({ finding, index, top, reachable, onChoose }: RowPlace & { finding: Finding }) {
  const mark = markOf(finding);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={finding.id === chosenId.value}
      data-finding={finding.id}
      data-accepted={isAccepted(finding)}
      tabIndex={reachable ? 0 : -1}
      style={{ top: `${top}px` }}
      onClick={onChoose}
    >
      <span role="gridcell" class="what">
        <Mark of={mark} />
        <span class="hidden-text">{ta(`gravity.${mark}`)}</span>
        <span class="name">
          {kindName(finding.kind)}
          {finding.sliver && <span class="tag">{ta('sliver')}</span>}
        </span>
        <span class="code">{gridsText(finding) || finding.place}</span>
      </span>
      <span class="right" role="gridcell">
        {sizeText(finding)}
      </span>
      <span class="right" role="gridcell">
        {finding.buildings === 0 && finding.households === 0 ? '–' : number(finding.households)}
      </span>
    </div>
  );
}
