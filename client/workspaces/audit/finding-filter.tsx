/** Which findings are listed: by gravity, by kind, and only those of a grid. */
import { filterBy, listView, report } from '../../state/audit.ts';
import { kindCounts, type SeverityFilter, severityCounts } from '../../state/audit-list.ts';
import { gridByCode } from '../../state/grids.ts';
import { number } from '../../state/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { kindName, ta, tCode } from './words.ts';

const FILTERS: readonly SeverityFilter[] = ['open', 'error', 'warning', 'info', 'accepted'];

export function FindingFilter() {
  const view = listView.value;
  const findings = report.value?.findings ?? [];
  const counts = severityCounts(findings, view);
  const kinds = kindCounts(findings, view);
  const grid = view.grid === null ? null : (gridByCode.value.get(view.grid)?.properties.name ?? view.grid);
  const known = [...kinds].some(
    ([group, of]) => view.kind === `group:${group}` || (view.kind !== null && of.has(view.kind)),
  );
  return (
    <div class="filter">
      <Segmented
        label={ta('list.gravity')}
        value={view.severity}
        onChoose={(severity) => filterBy({ severity })}
        choices={FILTERS.filter((value) => value !== 'accepted' || counts.accepted > 0 || view.severity === value).map(
          (value) => ({ value, label: ta(`severity.${value}`), count: number(counts[value]) }),
        )}
      />
      <select
        class="input kinds"
        aria-label={ta('list.kind')}
        value={view.kind ?? ''}
        onChange={(event) => filterBy({ kind: event.currentTarget.value || null })}
      >
        <option value="">{ta('list.allKinds')}</option>
        {view.kind !== null && !known && (
          <option value={view.kind}>{kindName(view.kind.replace(/^group:/, ''))} 0</option>
        )}
        {[...kinds].map(([group, of]) => (
          <optgroup key={group} label={tCode('group', group)}>
            {of.size > 1 && (
              <option value={`group:${group}`}>
                {ta('list.allOf', { group: tCode('group', group) })}{' '}
                {number([...of.values()].reduce((a, b) => a + b, 0))}
              </option>
            )}
            {[...of].map(([kind, count]) => (
              <option key={kind} value={kind}>
                {kindName(kind)} {number(count)}
              </option>
            ))}
            {of.size === 1 && view.kind === `group:${group}` && (
              <option value={`group:${group}`}>{ta('list.allOf', { group: tCode('group', group) })}</option>
            )}
          </optgroup>
        ))}
      </select>
      {grid !== null && (
        <button class="chip" type="button" aria-label={ta('list.clearGrid')} onClick={() => filterBy({ grid: null })}>
          {ta('list.grid', { name: grid })}
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
