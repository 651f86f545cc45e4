/**
 * Who of those on duty is near the event, on foot where roads are loaded and otherwise in a straight line, the free ones first;
 * one click makes them the handler.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { EventCard, EventWorker, StepBody } from '../../../../server/contract/events.ts';
import type { NearList as Nearby } from '../../../../server/contract/positions.ts';
import type { Worker } from '../../../../server/contract/workers.ts';
import { readNear, readRegister } from '../../../api/command-people.ts';
import { readWorkers } from '../../../api/events.ts';
import { type ApiError, asApiError, isAbort } from '../../../api/request.ts';
import { board } from '../../../state/command/board.ts';
import { ahead, second } from '../../../state/command/clock.ts';
import { type Near, nearestOf, tasksByLogin } from '../../../state/command/people/nearest.ts';
import { chosenWorker } from '../../../state/command/people/positions.ts';
import { commandArea } from '../../../state/command/roles.ts';
import { problemText } from '../../../state/language.ts';
import { freshText, nearText, tp } from './people-words.ts';
import { PersonMark } from './person-mark.tsx';
import { usePeople } from './show-people.ts';
import '../../../theme/command-people.css';

const MOST = 5;
/** They walk. */
const AGAIN_MS = 20_000;

interface Props {
  card: EventCard;
  body: StepBody;
  onChoose: (login: string) => void;
}
interface Known {
  readonly register: readonly Worker[];
  readonly workers: readonly EventWorker[];
}

const isInHand = ({ state }: { state: string }): boolean => state === 'dispatched' || state === 'handling';

export function NearPeople({ card, body, onChoose }: Props) {
  usePeople();
  const known = useSignal<Known | null>(null);
  const nearby = useSignal<Nearby | null>(null);
  const problem = useSignal<ApiError | null>(null);
  const { id, lon, lat } = card.event;
  const area = commandArea.value;
  useEffect(() => {
    if (area === null || lon === null || lat === null) return;
    const gone = new AbortController();
    const fail = (error: unknown): void => {
      if (!isAbort(error)) problem.value = asApiError(error);
    };
    Promise.all([readRegister(area, gone.signal), readWorkers(id, gone.signal)]).then(([register, workers]) => {
      known.value = { register, workers };
    }, fail);
    const ask = (): Promise<void> =>
      readNear({ area, lon, lat }, gone.signal).then((list) => {
        nearby.value = list;
        problem.value = null;
      }, fail);
    void ask();
    const timer = setInterval(() => void ask(), AGAIN_MS);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  }, [id, area, lon, lat]);
  return (
    <section class="near-people" aria-label={tp('near.title')}>
      <span class="label">{tp('near.title')}</span>
      {lon === null || lat === null ? (
        <p class="hint">{tp('near.noPlace')}</p>
      ) : problem.value !== null ? (
        <p class="note bad" role="alert">
          {problemText(problem.value.code, problem.value.params, 'problem.other')}
        </p>
      ) : known.value === null || nearby.value === null ? (
        <p class="hint">{tp('near.loading')}</p>
      ) : (
        <NearList
          list={nearestOf({
            ...{ positions: nearby.value.workers, ...known.value },
            tasks: tasksByLogin(board.value.rows.values(), isInHand),
          })}
          {...{ body, onChoose, roads: nearby.value.roads }}
        />
      )}
    </section>
  );
}

interface ListProps extends Pick<Props, 'body' | 'onChoose'> {
  list: readonly Near[];
  roads: boolean;
}

function NearList({ list, roads, body, onChoose }: ListProps) {
  if (list.length === 0) return <p class="hint">{tp('near.none')}</p>;
  return (
    <>
      <ol>
        {list.slice(0, MOST).map((near) => (
          <NearRow key={near.position.worker} {...{ near, body, onChoose }} />
        ))}
      </ol>
      <p class="hint">{tp(roads ? 'near.how.roads' : 'near.how.straight')}</p>
    </>
  );
}

function NearRow({ near, body, onChoose }: { near: Near } & Pick<Props, 'body' | 'onChoose'>) {
  const { position, metres, onFoot, tasks, login } = near;
  const isChosen = login !== null && body.handler?.code === login;
  const inside = (
    <>
      <PersonMark fresh={position.fresh} place={position.place} />
      <span class="who">
        <strong>{position.name}</strong>
        <span class="hint">{freshText(position, second.value + ahead.value)}</span>
      </span>
      <span class="far">
        {tp(onFoot ? 'near.onFoot' : 'near.straight', { m: nearText(metres) })}
        <span class="hint">
          {login === null ? tp('near.noLogin') : tasks === 0 ? tp('near.free') : tp('near.busy', { n: tasks })}
          {isChosen && <> · {tp('near.chosen')}</>}
        </span>
      </span>
    </>
  );
  return (
    <li data-near={position.worker}>
      {login === null ? (
        <div>{inside}</div>
      ) : (
        <button
          type="button"
          aria-pressed={isChosen}
          title={tp('near.choose', { name: position.name })}
          onClick={() => {
            chosenWorker.value = position.worker;
            onChoose(login);
          }}
        >
          {inside}
        </button>
      )}
    </li>
  );
}
