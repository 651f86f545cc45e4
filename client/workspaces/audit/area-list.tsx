/** The areas below, or the grids of a community: households, what is left out, findings by gravity. */
import type { CoveragePart } from '../../../server/contract/coverage.ts';
import { report } from '../../state/audit.ts';
import { number } from '../../state/language.ts';
import { go } from '../../state/route.ts';
import { Icon } from '../../ui/icon.tsx';
import { chooseAreaCode, chooseGrid } from './choose-area.ts';
import { Mark } from './mark.tsx';
import { ta } from './words.ts';

function open(part: CoveragePart): void {
  if (part.level !== 'grid') {
    chooseAreaCode(part.code);
    return;
  }
  chooseGrid(part.code);
  go('audit');
}

export function AreaList() {
  const parts = report.value?.parts ?? [];
  if (parts.length === 0) return <p class="empty">{ta('parts.none')}</p>;
  return (
    <ul class="parts" aria-label={ta('parts.label')}>
      {parts.map((part) => (
        <li key={part.code}>
          <button type="button" onClick={() => open(part)}>
            <span class="name">{part.name}</span>
            <Gravities part={part} />
            <span class="hint">
              {part.level === 'grid'
                ? `${ta('sentence.households', { count: part.households })} · ${part.code}`
                : `${ta('parts.grids', { count: part.grids })} · ${ta('sentence.households', { count: part.households })}`}
              {part.householdsCovered < part.households && (
                <em> · {ta('parts.out', { count: part.households - part.householdsCovered })}</em>
              )}
            </span>
            <Icon name="right" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Gravities({ part: { findings } }: { part: CoveragePart }) {
  return (
    <span class="gravities">
      {(['error', 'warning', 'info'] as const)
        .filter((name) => findings[name] > 0)
        .map((name) => (
          <span key={name}>
            <Mark of={name} />
            <span class="hidden-text">{ta(`gravity.${name}`)}</span>
            {number(findings[name])}
          </span>
        ))}
    </span>
  );
}
