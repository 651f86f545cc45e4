// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells and headings are not
/** The list of findings: sorted by its headings, linked with the map both ways, the whole job can be done from here. */
import type { Finding } from '../../../server/contract/coverage.ts';
import { markOf } from '../../map/layers/findings-shapes.ts';
import { choose, chosenId, report, rows, sorting } from '../../state/audit.ts';
import { isAccepted, type SortBy } from '../../state/audit-list.ts';
import { number } from '../../state/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { useLongList } from '../../ui/long-list.ts';
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
            <Head key={by} by={by} label={ta(label)} right={right} />
          ))}
        </div>
        <div class="rows" role="rowgroup" ref={list.body} onScroll={list.measure} onKeyDown={list.press}>
          <div class="spacer" role="presentation" style={{ height: `${list.height}px` }} />
          {list.drawn.map((index) => {
            const finding = shown[index];
            if (!finding) return null;
            return (
              <Row
                key={finding.id}
                finding={finding}
                index={index}
                top={index * list.row}
                reachable={index === list.at}
                onChoose={() => {
                  list.moveTo(index);
                  choose(finding);
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head({ by, label, right }: { by: SortBy; label: string; right: boolean }) {
  const { sortBy: now, descending } = sorting.value;
  const on = now === by;
  return (
    <span
      class={right ? 'right' : ''}
      role="columnheader"
      aria-sort={on ? (descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" class="sort" aria-pressed={on} onClick={() => sortBy(by)}>
        {label}
        {on && <Icon name={descending ? 'down' : 'up'} />}
      </button>
    </span>
  );
}

interface RowProps {
  finding: Finding;
  index: number;
  top: number;
  reachable: boolean;
  onChoose: () => void;
}

function Row({ finding, index, top, reachable, onChoose }: RowProps) {
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
