/** Which events are listed: by how they stand, by words, and more behind one line; and how they are grouped. */
import type { ComponentChildren } from 'preact';
import { EVENT_GRADES } from '../../map/layers/events-images.ts';
import { filterBy, groupBy, grouping, listFilter, searched, standingCounts } from '../../state/command/list.ts';
import { formatFilter, type ListFilter, NO_FILTER, STANDINGS } from '../../state/command/list-filter.ts';
import { GROUPINGS, type Grouping } from '../../state/command/list-groups.ts';
import { number } from '../../state/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { CHANNEL_NAMES, STATE_NAMES } from './choices.ts';
import { KindOptions } from './kind-options.tsx';
import { named, tc } from './words.ts';

export function EventFilter() {
  const filter = listFilter.value;
  const counts = standingCounts.value;
  const narrowed = formatFilter({ ...filter, standing: 'open' }) !== null || searched.value !== '';
  return (
    <div class="filter">
      <Segmented
        label={tc('list.standing')}
        value={filter.standing}
        onChoose={(standing) => filterBy({ standing })}
        choices={STANDINGS.map((value) => ({ value, label: named('standing', value), count: number(counts[value]) }))}
      />
      <input
        id="search"
        class="input"
        type="search"
        aria-label={tc('list.search')}
        placeholder={tc('list.searchHint')}
        value={searched.value}
        onInput={(event) => {
          searched.value = event.currentTarget.value;
        }}
      />
      <details class="more">
        <summary>
          {tc('list.more')}
          <Icon name="down" />
        </summary>
        <More filter={filter} />
      </details>
      {narrowed && (
        <button
          class="chip"
          type="button"
          onClick={() => {
            searched.value = '';
            filterBy({ ...NO_FILTER, standing: filter.standing });
          }}
        >
          {tc('list.clear')}
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

function More({ filter }: { filter: ListFilter }) {
  return (
    <div class="choices">
      <Choice label={tc('list.state')} value={filter.state} onChoose={(state) => filterBy({ state: state as never })}>
        {STATE_NAMES.map((name) => (
          <option key={name} value={name}>
            {named('state', name)}
          </option>
        ))}
      </Choice>
      <Choice label={tc('list.kind')} value={filter.kind} onChoose={(kind) => filterBy({ kind })}>
        <KindOptions wholeMajor={(name) => tc('list.allOf', { name })} />
      </Choice>
      <Choice label={tc('list.grade')} value={filter.grade} onChoose={(grade) => filterBy({ grade: grade as never })}>
        {[...EVENT_GRADES].reverse().map((name) => (
          <option key={name} value={name}>
            {named('grade', name)}
          </option>
        ))}
      </Choice>
      <Choice
        label={tc('list.channel')}
        value={filter.channel}
        onChoose={(channel) => filterBy({ channel: channel as never })}
      >
        {CHANNEL_NAMES.map((name) => (
          <option key={name} value={name}>
            {named('channel', name)}
          </option>
        ))}
      </Choice>
      <label class="field">
        <span class="label">{tc('list.group')}</span>
        <select
          class="input"
          value={grouping.value}
          onChange={(event) => groupBy(event.currentTarget.value as Grouping)}
        >
          {GROUPINGS.map((name) => (
            <option key={name} value={name}>
              {tc(`group.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={filter.mine}
          onChange={(event) => filterBy({ mine: event.currentTarget.checked })}
        />
        {tc('list.mine')}
      </label>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string | null;
  onChoose: (value: string | null) => void;
  children: ComponentChildren;
}

const Choice = ({ label, value, onChoose, children }: ChoiceProps) => (
  <label class="field">
    <span class="label">{label}</span>
    <select class="input" value={value ?? ''} onChange={(event) => onChoose(event.currentTarget.value || null)}>
      <option value="">{tc('list.all')}</option>
      {children}
    </select>
  </label>
);
