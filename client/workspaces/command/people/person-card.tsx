/** The worker who is chosen in list or map: where, since when, how exact; the trail is asked for from here. */
import type { WorkerPosition } from '../../../../server/contract/positions.ts';
import { ahead, second } from '../../../state/command/clock.ts';
import { mayTrail } from '../../../state/command/people/people-roles.ts';
import { chosenWorker } from '../../../state/command/people/positions.ts';
import { openTrailForm } from '../../../state/command/people/trail.ts';
import { areaName, gridName } from '../../../state/command/row-words.ts';
import { number } from '../../../state/language.ts';
import { momentText } from '../time-words.ts';
import { showPerson } from './people-list.tsx';
import { freshText, tp } from './people-words.ts';
import { PersonMark } from './person-mark.tsx';

export function PersonCard({ position }: { position: WorkerPosition }) {
  const { worker, name, area, grid, place, fresh, accuracyM, coarse, since } = position;
  const facts: readonly (readonly [string, string])[] = [
    [tp('person.last'), freshText(position, second.value + ahead.value)],
    [
      tp('person.grid'),
      grid === null
        ? tp('person.noGrid')
        : `${gridName(grid)}${place === 'other-grid' ? ` · ${tp('place.other-grid')}` : ''}`,
    ],
    [tp('person.accuracy'), tp(coarse ? 'person.coarse' : 'person.fine', { m: number(accuracyM) })],
    [tp('person.since'), momentText(Date.parse(since))],
    [tp('person.area'), areaName(area)],
  ];
  return (
    <section class="person-card" aria-label={name}>
      <div class="line">
        <h3>
          <PersonMark fresh={fresh} place={place} /> {name}
        </h3>
        <button
          class="plain"
          type="button"
          onClick={() => {
            chosenWorker.value = null;
          }}
        >
          {tp('person.close')}
        </button>
      </div>
      <dl>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div class="line">
        <button class="button" type="button" onClick={() => showPerson(position)}>
          {tp('person.show')}
        </button>
        {mayTrail(area) && (
          <button class="button" type="button" onClick={() => openTrailForm({ worker, name })}>
            {tp('person.trail')}
          </button>
        )}
      </div>
    </section>
  );
}
