/** 走访与巡查: who has been where, by grid with the numbers behind each rate, and the places nobody has been to. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { findingsPart } from '../../../map/layers/findings-part.ts';
import { unvisitedPart } from '../../../map/layers/unvisited.ts';
import { scope } from '../../../state/areas.ts';
import { marksHidden } from '../../../state/audit.ts';
import {
  leavePresence,
  loadPresence,
  periodOf,
  presence,
  presenceProblem,
  presenceRows,
  REACHES,
  reach,
} from '../../../state/audit-presence.ts';
import { problemText } from '../../../state/language.ts';
import { mapPart } from '../../../state/map-part.ts';
import { selectedGrid } from '../../../state/selection.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { presenceCsv } from './presence-csv.ts';
import { PresenceTable } from './presence-table.tsx';
import { tv } from './presence-words.ts';
import { UnvisitedListView } from './unvisited-list.tsx';
import '../../../theme/audit-presence.css';

const PARTS = ['grids', 'unvisited'] as const;

export function PresencePanel() {
  const part = useSignal<(typeof PARTS)[number]>('grids');
  useEffect(() => {
    marksHidden.value = true;
    return () => {
      marksHidden.value = false;
      selectedGrid.value = null;
      leavePresence();
    };
  }, []);
  const isPlaces = part.value === 'unvisited';
  useEffect(() => {
    if (!isPlaces) return;
    mapPart.value = unvisitedPart;
    return () => {
      if (mapPart.peek() === unvisitedPart) mapPart.value = findingsPart;
    };
  }, [isPlaces]);
  const problem = presenceProblem.value;
  return (
    <div class="scroll presence">
      <Segmented
        label={tv('parts')}
        value={part.value}
        onChoose={(next) => {
          part.value = next;
        }}
        choices={PARTS.map((value) => ({ value, label: tv(`part.${value}`) }))}
      />
      {problem !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.code, problem.params, 'problem.other')}
        </p>
      )}
      {isPlaces ? <UnvisitedListView /> : <Grids />}
    </div>
  );
}

function Grids() {
  const area = scope.value?.code;
  const days = reach.value;
  useEffect(() => {
    presence.value = null;
    if (area === undefined) return;
    const gone = new AbortController();
    void loadPresence(area, days, gone.signal);
    return () => gone.abort();
  }, [area, days]);
  const now = presence.value;
  const period = periodOf(days, Date.now());
  return (
    <>
      <div class="line">
        <Segmented
          label={tv('reach')}
          value={String(days)}
          onChoose={(next) => {
            reach.value = REACHES.find((one) => String(one) === next) ?? days;
          }}
          choices={REACHES.map((n) => ({ value: String(n), label: tv('reach.days', { n }) }))}
        />
        {now !== null && now.grids.length > 0 && (
          <button
            class="button"
            type="button"
            onClick={() =>
              saveFile(`presence-${area}-${period.from}-${period.to}.csv`, 'text/csv', presenceCsv(presenceRows.peek()))
            }
          >
            {tv('csv')}
          </button>
        )}
      </div>
      <p class="hint">{tv('period', period)}</p>
      {now === null ? (
        presenceProblem.value === null && <p class="hint">{tv('loading')}</p>
      ) : now.grids.length === 0 ? (
        <p class="empty">{tv('none')}</p>
      ) : (
        <PresenceTable answer={now} />
      )}
    </>
  );
}
