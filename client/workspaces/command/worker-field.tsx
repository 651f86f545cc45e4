/** To which worker: those of the roster, who answers for the grid first, narrowed by what is typed. Nobody else can be named. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { EventCard, EventWorker, StepBody } from '../../../server/contract/events.ts';
import { readWorkers } from '../../api/events.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { workersLike } from '../../state/command/roster.ts';
import { problemText } from '../../state/language.ts';
import { tcard } from './card-words.ts';
import { ChoiceBox, Chosen } from './choice-box.tsx';
import { fill } from './step-choice.ts';

const NEAR = {
  grid: 'worker.near.grid',
  community: 'worker.near.community',
  town: 'worker.near.town',
  county: 'worker.near.county',
} as const;
const aboutWorker = ({ login, near }: EventWorker): string => `${tcard(NEAR[near])} · ${login}`;

export function WorkerField({ card, body }: { card: EventCard; body: StepBody }) {
  const workers = useSignal<readonly EventWorker[] | null>(null);
  const problem = useSignal<ApiError | null>(null);
  const text = useSignal('');
  const { id, grid, area } = card.event;
  useEffect(() => {
    const controller = new AbortController();
    readWorkers(id, controller.signal).then(
      (found) => {
        workers.value = found;
        problem.value = null;
      },
      (error) => {
        if (!isAbort(error)) problem.value = asApiError(error);
      },
    );
    return () => controller.abort();
  }, [id, grid, area]);
  if (problem.value !== null)
    return (
      <p class="note bad" role="alert">
        {problemText(problem.value.code, problem.value.params, 'problem.other')}
      </p>
    );
  if (workers.value === null) return <p class="hint">{tcard('worker.loading')}</p>;
  if (workers.value.length === 0) return <p class="hint">{tcard('worker.none')}</p>;
  const chosen = workers.value.find(({ login }) => login === body.handler?.code);
  if (chosen !== undefined)
    return (
      <Chosen
        text={chosen.name}
        hint={aboutWorker(chosen)}
        change={tcard('form.change')}
        onChange={() => fill({ handler: undefined })}
      />
    );
  const meant = workersLike(workers.value, text.value);
  return (
    <ChoiceBox
      name="handler"
      label={tcard('form.person')}
      listLabel={tcard('worker.list')}
      placeholder={tcard('worker.search')}
      maxLength={60}
      text={text.value}
      onText={(value) => {
        text.value = value;
      }}
      choices={meant.map((worker) => ({
        ...{ key: worker.login, value: worker, text: worker.name, hint: aboutWorker(worker) },
      }))}
      onChoose={({ login }) => fill({ handler: { kind: 'worker', code: login } })}
    >
      {meant.length === 0 && (
        <p class="hint" role="status">
          {tcard('worker.noMatch', { text: text.value.trim() })}
        </p>
      )}
    </ChoiceBox>
  );
}
