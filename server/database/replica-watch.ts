/**
 * How far a streaming replica has come. Primary and replica are asked four times a second; a replica counts as usable while it is
 * behind by no more than the bound, and only for readers whose own writes, and what they were told of, it has replayed.
 */
import type { Database, ReplicaView } from './database.ts';
import { sql } from './sql.ts';
import { endOfRecord, WalHistory } from './wal-history.ts';

const LOOK_MS = 250;

export class ReplicaWatch {
  readonly #primary: Database;
  readonly #replica: () => Promise<Database>;
  readonly #boundMs: number;
  readonly #history = new WalHistory();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  /** Position that the replica has replayed. */
  #reached: number | null = null;
  #kind: 'standby' | 'promoted' | 'unreachable' = 'unreachable';
  /** Grows with each write; `#marked` is the one that `#mark` covers. */
  #writes = 1;
  #marked = 0;
  #mark = 0;
  #marking: Promise<void> | null = null;

  constructor(primary: Database, replica: () => Promise<Database>, boundMs: number) {
    this.#primary = primary;
    this.#replica = replica;
    this.#boundMs = boundMs;
  }

  start(): void {
    let busy = false;
    this.#timer = setInterval(() => {
      if (busy) return;
      busy = true;
      this.#looking = this.look().finally(() => {
        busy = false;
      });
    }, LOOK_MS);
    this.#timer.unref();
    this.#looking = this.look();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#looking;
  }

  /** Something was written, or heard of: readers from now on must see it. */
  wrote(): void {
    this.#writes++;
  }

  lost(): void {
    this.#kind = 'unreachable';
  }

  state(): Omit<ReplicaView, 'answered'> {
    const lagMs = this.#reached === null ? null : this.#history.lagMs(this.#reached, performance.now());
    if (this.#kind !== 'standby') return { lagMs: null, state: this.#kind };
    return { lagMs, state: lagMs !== null && lagMs <= this.#boundMs ? 'used' : 'behind' };
  }

  /** Whether a question may go to the replica now. */
  async mayServe(): Promise<boolean> {
    if (this.state().state !== 'used') return false;
    const needed = this.#writes;
    while (this.#marked < needed) {
      this.#marking ??= this.#setMark().finally(() => {
        this.#marking = null;
      });
      await this.#marking;
    }
    if (this.#reached! < this.#mark) await this.#askReplica();
    return this.state().state === 'used' && this.#reached! >= this.#mark;
  }

  /** Never rejects: who cannot be asked is not used. */
  async look(): Promise<void> {
    try {
      const at = performance.now();
      this.#history.add(at, await this.#primaryPosition());
    } catch {
      // the lag grows with the time that nothing is known
    }
    await this.#askReplica();
  }

  async #setMark(): Promise<void> {
    const writes = this.#writes;
    this.#mark = await this.#primaryPosition();
    this.#marked = writes;
  }

  async #primaryPosition(): Promise<number> {
    const [row] = await this.#primary.query<{ position: number }>(sql`
      select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 as position`);
    return endOfRecord(row!.position);
  }

  async #askReplica(): Promise<void> {
    try {
      const replica = await this.#replica();
      const [row] = await replica.query<{ standby: boolean; position: number }>(sql`
        select pg_is_in_recovery() as standby, coalesce(pg_last_wal_replay_lsn() - '0/0'::pg_lsn, 0)::float8 as position`);
      this.#kind = row!.standby ? 'standby' : 'promoted';
      this.#reached = row!.position;
    } catch {
      this.#kind = 'unreachable';
    }
  }
}
