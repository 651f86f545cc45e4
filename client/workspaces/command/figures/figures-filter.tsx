/** What figures are of: area, period, groups; kind, grade, channel and way behind one line. */
import type { Group } from '../../../../server/contract/event-statistics.ts';
import { EVENT_GRADES } from '../../../map/layers/events-images.ts';
import { chooseFigures, figuresChoice, figuresSort } from '../../../state/command/figures.ts';
import { FIGURE_GROUPS, PERIODS, PLAIN_FIGURES } from '../../../state/command/figures-choice.ts';
import { figuresPeriod } from '../../../state/command/figures-query.ts';
import { FIRST_SORT } from '../../../state/command/figures-table.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { cardNamed } from '../card-words.ts';
import { CHANNEL_NAMES, WAY_NAMES } from '../choices.ts';
import { KindOptions } from '../kind-options.tsx';
import { PeriodField } from '../period-field.tsx';
import { named } from '../words.ts';
import { AreaChoice } from './area-choice.tsx';
import { Choice } from './choice.tsx';
import { groupName, tf } from './words.ts';

export function FiguresFilter() {
  const choice = figuresChoice.value;
  const [first, second] = choice.by;
  return (
    <div class="figures-filter">
      <PeriodChoice />
      <div class="choices">
        <AreaChoice />
        <Choice
          label={tf('by')}
          value={first}
          onChoose={(group) => chooseBy(group as Group, second)}
          choices={FIGURE_GROUPS.map((value) => ({ value, label: groupName(value) }))}
        />
        <Choice
          label={tf('by.then')}
          value={second}
          any={tf('by.none')}
          onChoose={(group) => chooseBy(first, group as Group | null)}
          choices={FIGURE_GROUPS.filter((group) => group !== first).map((value) => ({
            value,
            label: groupName(value),
          }))}
        />
      </div>
      <Segmented
        label={tf('presets')}
        value={second === null ? (PRESETS.find((group) => group === first) ?? null) : null}
        onChoose={(group) => chooseBy(group, null)}
        choices={PRESETS.map((value) => ({ value, label: tf(`preset.${value}`) }))}
      />
      <More />
    </div>
  );
}

const PRESETS = ['community', 'grid', 'major', 'handler'] as const;
/** These are read in their own order; everything else is a ranking. */
const IN_ORDER: readonly Group[] = ['month', 'day', 'hour', 'grade'];

function chooseBy(first: Group, second: Group | null): void {
  figuresSort.value = IN_ORDER.includes(first) ? { by: 'key', down: false } : FIRST_SORT;
  chooseFigures({ by: [first, second === first ? null : second] });
}

function More() {
  const { kind, grade, channel, way } = figuresChoice.value;
  const count = [kind, grade, channel, way].filter((value) => value !== null).length;
  return (
    <details class="more" open={count > 0}>
      <summary>
        {tf('filters.more')}
        <Icon name="down" />
      </summary>
      <div class="choices">
        <label class="field">
          <span class="label">{tf('kind')}</span>
          <select
            class="input"
            value={kind ?? ''}
            onChange={(event) => chooseFigures({ kind: event.currentTarget.value || null })}
          >
            <option value="">{tf('any')}</option>
            <KindOptions wholeMajor={(name) => tf('kind.all', { name })} />
          </select>
        </label>
        <Choice
          label={tf('grade')}
          value={grade}
          any={tf('any')}
          onChoose={(value) => chooseFigures({ grade: value })}
          choices={[...EVENT_GRADES].reverse().map((value) => ({ value, label: named('grade', value) }))}
        />
        <Choice
          label={tf('channel')}
          value={channel}
          any={tf('any')}
          onChoose={(value) => chooseFigures({ channel: value })}
          choices={CHANNEL_NAMES.map((value) => ({ value, label: named('channel', value) }))}
        />
        <Choice
          label={tf('way')}
          value={way}
          any={tf('any')}
          onChoose={(value) => chooseFigures({ way: value })}
          choices={WAY_NAMES.map((value) => ({ value, label: cardNamed('way', value) }))}
        />
      </div>
      {count > 0 && (
        <button
          class="button"
          type="button"
          onClick={() => {
            const { kind, grade, channel, way } = PLAIN_FIGURES;
            chooseFigures({ kind, grade, channel, way });
          }}
        >
          {tf('filters.clear')}
        </button>
      )}
    </details>
  );
}

function PeriodChoice() {
  const { period } = figuresChoice.value;
  return (
    <PeriodField
      label={tf('period')}
      choices={[...PERIODS, 'own' as const].map((value) => ({ value, label: tf(`period.${value}`) }))}
      choice={period}
      shown={figuresPeriod(period, Date.now())}
      latest={Date.now()}
      onChoose={(next) => chooseFigures({ period: next })}
      words={{
        ...{ first: tf('period.first'), last: tf('period.last') },
        ...{ show: tf('period.show'), wrong: tf('period.wrong') },
      }}
    />
  );
}
