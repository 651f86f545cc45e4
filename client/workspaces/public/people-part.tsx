/** Workers of the area with what the public is shown of each; one at a time opens its form. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { problemText } from '../../state/language.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { PEOPLE_FILTERS, type PeopleFilter, peopleCount, peopleShown } from './people-list.ts';
import { chooseWorker, loadPeople, people, peopleProblem } from './people-state.ts';
import { PersonRow } from './person-row.tsx';
import { tw } from './words.ts';

/** Rows drawn at first, and with each further touch. */
const STEP = 100;

export function PeoplePart({ area }: { area: string }) {
  const filter = useSignal<PeopleFilter>('all');
  const text = useSignal('');
  const most = useSignal(STEP);
  useEffect(() => {
    const gone = new AbortController();
    void loadPeople(area, gone.signal);
    return () => {
      gone.abort();
      chooseWorker(null);
    };
  }, [area]);
  const problem = peopleProblem.value;
  if (problem !== null)
    return (
      <p class="note bad" role="alert">
        {problemText(problem.code, problem.params, 'problem.other')}
      </p>
    );
  const all = people.value;
  if (all === null) return <p class="hint">{tw('loading')}</p>;
  if (all.length === 0) return <p class="note">{tw('none')}</p>;
  const shown = peopleShown(all, filter.value, text.value);
  const left = shown.length - most.value;
  return (
    <section class="public-people">
      <input
        class="input"
        type="search"
        name="worker"
        aria-label={tw('search')}
        placeholder={tw('search')}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          most.value = STEP;
        }}
      />
      <Segmented
        label={tw('filter')}
        value={filter.value}
        onChoose={(next) => {
          filter.value = next;
          most.value = STEP;
        }}
        choices={PEOPLE_FILTERS.map((value) => ({
          value,
          label: tw(`filter.${value}`),
          count: String(peopleCount(all, value)),
        }))}
      />
      <p class="hint">
        {tw('found', { count: shown.length })}
        {' · '}
        {tw('kioskRoles')}
      </p>
      {shown.length === 0 && <p class="note">{tw('noMatch')}</p>}
      <ul class="person-rows">
        {shown.slice(0, most.value).map((worker) => (
          <PersonRow key={worker.id} worker={worker} />
        ))}
      </ul>
      {left > 0 && (
        <button
          class="button"
          type="button"
          onClick={() => {
            most.value += STEP;
          }}
        >
          {tw('more', { n: Math.min(left, STEP) })}
        </button>
      )}
    </section>
  );
}
