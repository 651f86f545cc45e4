/** 点名: those who have to have signed in by now, the missing first, with whether a position of them is known. */
import { useEffect } from 'preact/hooks';
import type { Attendance } from '../../../../server/contract/duty.ts';
import { announce } from '../../../state/announce.ts';
import { ahead } from '../../../state/command/clock.ts';
import { positions } from '../../../state/command/people/positions.ts';
import {
  ANSWERS,
  callRoll,
  dueNow,
  type RollCall,
  rollBusy,
  rollCall,
  rollProblem,
} from '../../../state/command/people/roll-call.ts';
import { commandArea, commandAreaName } from '../../../state/command/roles.ts';
import { number, problemText } from '../../../state/language.ts';
import { clockText } from '../time-words.ts';
import { choosePerson } from './people-list.tsx';
import { tp } from './people-words.ts';

const PRESENT: readonly Attendance['result'][] = ['on-time', 'late'];

function summary({ at, answer }: RollCall): string {
  const due = dueNow(answer.rows, at).filter(({ result }) => result !== 'excused');
  // who signed in at another hour is on duty all the same
  const seen = new Set(positions.peek()?.map(({ worker }) => worker));
  const here = due.filter(
    ({ worker, result, shift }) => PRESENT.includes(result) || shift !== null || seen.has(worker),
  ).length;
  return tp('roll.at', { at: clockText(at), due: number(due.length), here: number(here) });
}

async function call(): Promise<void> {
  const area = commandArea.peek();
  if (area === null) return;
  const done = await callRoll(area, Date.now() + ahead.peek());
  if (done !== null && rollProblem.peek() === null) announce(summary(done));
}

export function RollCallPart() {
  const area = commandArea.value;
  useEffect(() => {
    rollCall.value = null;
    void call();
  }, [area]);
  const [now, problem] = [rollCall.value, rollProblem.value];
  return (
    <section class="roll-call">
      <div class="line">
        <h3>
          {tp('roll.title')} <span class="hint">{commandAreaName.value}</span>
        </h3>
        <button class="button" type="button" disabled={rollBusy.value} onClick={() => void call()}>
          {tp(rollBusy.value ? 'roll.busy' : 'roll.call')}
        </button>
      </div>
      {problem !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.code, problem.params, 'problem.other')}
        </p>
      )}
      {now !== null && <Called now={now} />}
    </section>
  );
}

function Called({ now }: { now: RollCall }) {
  const due = dueNow(now.answer.rows, now.at);
  if (due.length === 0) return <p class="note">{tp('roll.none')}</p>;
  return (
    <>
      <p>{summary(now)}</p>
      {!now.answer.calendar && <p class="hint">{tp('roll.assumed')}</p>}
      {ANSWERS.map((answer) => {
        const rows = due.filter(({ result }) => result === answer);
        return (
          rows.length > 0 && (
            <details key={answer} open={answer === 'missed' || answer === 'open'} data-answer={answer}>
              <summary>
                {tp(`roll.answer.${answer}`)} <span class="tag">{number(rows.length)}</span>
              </summary>
              <ul>
                {rows.map((row) => (
                  <CalledRow key={row.worker} row={row} />
                ))}
              </ul>
            </details>
          )
        );
      })}
    </>
  );
}

/** Who can be seen leads to the map. */
function CalledRow({ row }: { row: Attendance }) {
  const position = positions.value?.find(({ worker }) => worker === row.worker);
  const about = [
    tp('roll.due', { at: clockText(Date.parse(row.dueAt)) }),
    row.result === 'late' ? tp('roll.lateBy', { n: row.lateMin }) : null,
    row.inPlace === null || row.inPlace === 'unknown' ? null : tp(`place.${row.inPlace}`),
  ].filter(Boolean);
  return (
    <li>
      {position ? (
        <button class="plain" type="button" title={tp('person.show')} onClick={() => choosePerson(position)}>
          {row.name}
        </button>
      ) : (
        <span class="name">{row.name}</span>
      )}
      <span class="hint">
        {about.join(' · ')} · {tp(position ? 'roll.seen' : 'roll.unseen')}
      </span>
    </li>
  );
}
