/** Density: heat, hexagons, events per 1,000 households, hotspots; what is shown, over which window, and the same as a table. */
import { useEffect } from 'preact/hooks';
import { piece, seesFew } from '../../state/command/density/density.ts';
import {
  chooseDensity,
  DENSITY_VIEWS,
  densityChoice,
  HEXAGONS,
  REACHES,
  WEIGHINGS,
} from '../../state/command/density/density-choice.ts';
import { showDensity, signsWanted } from '../../state/command/density/density-shown.ts';
import { mayPlay } from '../../state/command/time/played-period.ts';
import { window_ } from '../../state/command/time/window.ts';
import { selectedGrid } from '../../state/selection.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { DensityLegend } from './density-legend.tsx';
import { td } from './density-words.ts';
import { HotspotList } from './hotspot-list.tsx';
import { KindOptions } from './kind-options.tsx';
import { PeriodStanding } from './period-standing.tsx';
import { RateTable } from './rate-table.tsx';
import { WindowChoice } from './time-choices.tsx';
import { momentText } from './time-words.ts';
import { tc } from './words.ts';
import '../../theme/command-density.css';

export function DensityPanel() {
  useEffect(() => {
    const stop = showDensity();
    return () => {
      stop();
      selectedGrid.value = null;
    };
  }, []);
  if (!mayPlay.value) return <p class="empty">{tc('noArea')}</p>;
  const { view } = densityChoice.value;
  return (
    <div class="scroll density">
      <Segmented
        label={td('view')}
        value={view}
        onChoose={(next) => chooseDensity({ view: next })}
        choices={DENSITY_VIEWS.map((value) => ({ value, label: td(`view.${value}`) }))}
      />
      <p class="hint">{td(`about.${view}`)}</p>
      <Choices />
      <PeriodStanding />
      {view === 'hotspots' ? (
        <HotspotList />
      ) : (
        <>
          <Window />
          <DensityLegend />
          {!seesFew.value && <p class="note">{td('few', { what: td(view === 'rate' ? 'few.grids' : 'few.cells') })}</p>}
          <RateTable />
        </>
      )}
    </div>
  );
}

function Choices() {
  const { view, weighing, reachM, hexagonM } = densityChoice.value;
  const isWeighed = view === 'heat' || view === 'hexagons';
  const sizes: readonly number[] = view === 'heat' ? REACHES : HEXAGONS;
  return (
    <div class="density-choices">
      <KindSelect />
      {isWeighed && (
        <>
          <div class="field" title={td('weighing.hint')}>
            <span class="label">{td('weighing')}</span>
            <Segmented
              label={td('weighing')}
              value={weighing}
              onChoose={(next) => chooseDensity({ weighing: next })}
              choices={WEIGHINGS.map((value) => ({ value, label: td(`weighing.${value}`) }))}
            />
          </div>
          {weighing === 'grade' && <p class="hint wide">{td('weighing.hint')}</p>}
          <div class="field">
            <span class="label">{td(view === 'heat' ? 'reach' : 'hexagon')}</span>
            <Segmented
              label={td(view === 'heat' ? 'reach' : 'hexagon')}
              value={String(view === 'heat' ? reachM : hexagonM)}
              onChoose={(next) =>
                chooseDensity(view === 'heat' ? { reachM: Number(next) } : { hexagonM: Number(next) })
              }
              choices={sizes.map((n) => ({ value: String(n), label: td('metres', { n }) }))}
            />
          </div>
        </>
      )}
      <label class="check wide">
        <input
          type="checkbox"
          checked={signsWanted.value}
          onChange={() => {
            signsWanted.value = !signsWanted.value;
          }}
        />
        {td('signs')}
      </label>
    </div>
  );
}

function KindSelect() {
  return (
    <div class="field">
      <label for="density-kind">{td('kind')}</label>
      <select
        id="density-kind"
        class="input"
        value={densityChoice.value.kind ?? ''}
        onChange={(event) => chooseDensity({ kind: event.currentTarget.value || null })}
      >
        <option value="">{td('kind.all')}</option>
        <KindOptions wholeMajor={(name) => td('kind.allOf', { name })} />
      </select>
    </div>
  );
}

function Window() {
  const { from, to } = window_.value;
  const { first, end } = piece.value;
  return (
    <div class="density-window">
      <p>{td('window.from', { from: momentText(from), to: momentText(to), count: end - first })}</p>
      <WindowChoice />
    </div>
  );
}
