/** The report of an import: sums, and every row that was refused or mended, linked with its place on the map. */
import { useEffect, useRef } from 'preact/hooks';
import type { ImportItem, ImportReport } from '../../../server/contract/imports.ts';
import { boundsOf } from '../../state/bounds-of.ts';
import { number } from '../../state/language.ts';
import { selectedProblem } from '../../state/problems.ts';
import { flyTo } from '../../state/viewport.ts';
import { saveFile } from '../../ui/save-file.ts';
import { issueText } from './issue-text.ts';
import { reportCsv } from './report-csv.ts';
import { ti } from './words.ts';

const SHOWN = 300;

export function Report({ report, dryRun }: { report: ImportReport; dryRun: boolean }) {
  const sums = [
    ['import.sum.rows', report.rows],
    ['import.sum.accepted', report.accepted],
    ['import.sum.repaired', report.repaired],
    ['import.sum.refused', report.refused],
  ] as const;
  return (
    <>
      <div class="tally">
        {sums.map(([key, value]) => (
          <div key={key}>
            <strong>{number(value)}</strong>
            <span>{ti(key)}</span>
          </div>
        ))}
      </div>
      <p class="hint">
        {ti(dryRun ? 'import.wouldChange' : 'import.changed', {
          added: report.added,
          changed: report.changed,
          unchanged: report.unchanged,
          closed: report.closed,
        })}
      </p>
      {report.items.length > 0 && <Items items={report.items} />}
    </>
  );
}

function Items({ items }: { items: readonly ImportItem[] }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selectedProblem.value]);
  const save = () => saveFile('import-report.csv', 'text/csv', reportCsv(items));
  return (
    <>
      <ol class="problems" ref={list}>
        {items.slice(0, SHOWN).map((item, index) => (
          <Item key={`${item.row}-${item.code}-${index.toString()}`} item={item} index={index} />
        ))}
      </ol>
      {items.length > SHOWN && <p class="hint">{ti('import.more', { count: items.length - SHOWN })}</p>}
      <button class="button" type="button" onClick={save}>
        {ti('import.saveReport')}
      </button>
    </>
  );
}

/** A note stands for many rows: the first, and how many. A remark about the whole file has no row. */
function where({ row, outcome, params }: ImportItem): string {
  const { rows } = params;
  if (row === 0) return ti('import.wholeFile');
  const first = ti('import.row', { n: String(row) });
  return outcome === 'noted' && typeof rows === 'number' && rows > 1
    ? ti('import.andMore', { first, count: rows })
    : first;
}

const TAGS = { refused: 'over', repaired: 'under', noted: '' } as const;

function Item({ item, index }: { item: ImportItem; index: number }) {
  const show = () => {
    selectedProblem.value = index;
    const bounds = item.geometry ? boundsOf(item.geometry) : null;
    if (bounds) flyTo({ bounds, maxZoom: 18 });
  };
  return (
    <li>
      <button type="button" aria-pressed={selectedProblem.value === index} onClick={show}>
        <span class={`tag ${TAGS[item.outcome]}`}>{ti(`outcome.${item.outcome}`)}</span>
        <span class="what">{issueText(item.code, item.params)}</span>
        <span class="where">
          {where(item)}
          {item.key !== undefined && ` · ${item.key}`}
          {!item.geometry && ` · ${ti('import.noPlace')}`}
        </span>
      </button>
    </li>
  );
}
