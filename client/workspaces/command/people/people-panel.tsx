/** 人员: workers on duty as a list linked with the map, the roll-call of the area, and the trail of one of them. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isLive, second } from '../../../state/command/clock.ts';
import { countsOf, STANDS, shownPeople, stand, wanted } from '../../../state/command/people/people-list.ts';
import { lineOpen } from '../../../state/command/people/position-line.ts';
import { chosenPosition, listedAt, positionProblem, positions } from '../../../state/command/people/positions.ts';
import { leaveTrail, trail, trailForm } from '../../../state/command/people/trail.ts';
import { number, problemText } from '../../../state/language.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { clockText } from '../time-words.ts';
import { PeopleList } from './people-list.tsx';
import { tp } from './people-words.ts';
import { PersonCard } from './person-card.tsx';
import { RollCallPart } from './roll-call-part.tsx';
import { usePeople } from './show-people.ts';
import { TrailFormView } from './trail-form.tsx';
import { TrailPlayer } from './trail-player.tsx';
import '../../../theme/command-people.css';

const PARTS = ['on-duty', 'roll-call'] as const;

export function PeoplePanel() {
  usePeople();
  useEffect(
    () => () => {
      leaveTrail();
      stand.value = 'all';
      wanted.value = '';
    },
    [],
  );
  const part = useSignal<(typeof PARTS)[number]>('on-duty');
  const [chosen, asked] = [chosenPosition.value, trailForm.value];
  return (
    <div class="scroll people">
      <div class="line">
        <Segmented
          label={tp('parts')}
          value={part.value}
          onChoose={(next) => {
            part.value = next;
          }}
          choices={PARTS.map((value) => ({ value, label: tp(`part.${value}`) }))}
        />
        <Updated />
      </div>
      {!isLive.value && <p class="hint">{tp('pastClock')}</p>}
      {trail.value !== null && <TrailPlayer trail={trail.value} />}
      {asked !== null && <TrailFormView key={asked.worker} who={asked} />}
      {part.value === 'roll-call' ? (
        <RollCallPart />
      ) : (
        <>
          <Problem />
          {positions.value === null && positionProblem.value === null && <p class="hint">{tp('loading')}</p>}
          {positions.value !== null && <Counts />}
          {positions.value !== null && positions.value.length > 0 && <Search />}
          {chosen !== null && asked === null && <PersonCard position={chosen} />}
          <Rows />
        </>
      )}
    </div>
  );
}

function Rows() {
  const all = positions.value;
  if (all === null) return null;
  if (all.length === 0) return <p class="note">{tp('none')}</p>;
  if (shownPeople.value.length === 0) return <p class="empty">{tp('noMatch')}</p>;
  return <PeopleList />;
}

function Problem() {
  const problem = positionProblem.value;
  if (problem === null) return null;
  return (
    <p class="note bad" role="alert">
      {problemText(problem.code, problem.params, 'problem.other')}
    </p>
  );
}

const OLD_MS = 40_000;

function Updated() {
  const at = listedAt.value;
  if (at === null) return null;
  const isOld = second.value - at > OLD_MS;
  return (
    <span class="hint updated" data-old={isOld}>
      {isOld ? tp('updated.old', { at: clockText(at) }) : tp(lineOpen.value ? 'updated.line' : 'updated.list')}
    </span>
  );
}

/** The numbers are the filter. */
function Counts() {
  const counts = countsOf(positions.value ?? []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of tiles everywhere
    <div class="people-counts" role="group" aria-label={tp('counts')}>
      {STANDS.map((one) => (
        <button
          key={one}
          type="button"
          data-stand={one}
          aria-pressed={stand.value === one}
          onClick={() => {
            stand.value = one;
          }}
        >
          <strong>{number(counts[one])}</strong>
          <span>{tp(`count.${one}`)}</span>
        </button>
      ))}
    </div>
  );
}

const Search = () => (
  <input
    class="input"
    type="search"
    name="people"
    maxLength={60}
    aria-label={tp('search')}
    placeholder={tp('search')}
    value={wanted.value}
    onInput={(event) => {
      wanted.value = event.currentTarget.value;
    }}
  />
);
