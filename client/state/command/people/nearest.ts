/** Workers on duty by how near they are to a place, on foot where that is known: those with nothing in hand first. Pure. */
import type { EventRow, EventWorker } from '../../../../server/contract/events.ts';
import type { NearWorker } from '../../../../server/contract/positions.ts';
import type { Worker } from '../../../../server/contract/workers.ts';

export interface Near {
  readonly position: NearWorker;
  readonly metres: number;
  /** Whether that is along roads; otherwise in a straight line. */
  readonly onFoot: boolean;
  /** Events in their hands now. */
  readonly tasks: number;
  /** To be chosen as handler; null: no account, or none an event of this place can be sent to. */
  readonly login: string | null;
}

export interface Sought {
  readonly positions: readonly NearWorker[];
  readonly register: readonly Pick<Worker, 'id' | 'login'>[];
  readonly workers: readonly Pick<EventWorker, 'login'>[];
  readonly tasks: ReadonlyMap<string, number>;
}

export function nearestOf({ positions, register, workers, tasks }: Sought): readonly Near[] {
  const loginOf = new Map(register.map(({ id, login }) => [id, login]));
  const sendable = new Set(workers.map(({ login }) => login));
  return positions
    .map((position): Near => {
      const { straightM, walkM } = position;
      const login = loginOf.get(position.worker) ?? null;
      return {
        ...{ position, metres: walkM ?? straightM, onFoot: walkM !== null },
        ...{ tasks: login === null ? 0 : (tasks.get(login) ?? 0) },
        login: login !== null && sendable.has(login) ? login : null,
      };
    })
    .sort((a, b) => Number(a.tasks > 0) - Number(b.tasks > 0) || a.metres - b.metres);
}

/** Open events by the account of the worker who has them. */
export function tasksByLogin(rows: Iterable<EventRow>, isOpen: (row: EventRow) => boolean): Map<string, number> {
  const tasks = new Map<string, number>();
  for (const row of rows) {
    if (row.handler?.kind !== 'worker' || !isOpen(row)) continue;
    tasks.set(row.handler.code, (tasks.get(row.handler.code) ?? 0) + 1);
  }
  return tasks;
}
