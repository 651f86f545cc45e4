/**
 * The embedded engine, inside its worker thread: one PGlite with PostGIS, spoken to statement by statement, and the guard
 * against a statement that ends with neither a result nor an error. Such a statement is rolled back, and so is everything
 * in its transaction; half of its rows would be committed otherwise.
 */
import { PGlite } from '@electric-sql/pglite';
import { BYTEA } from './column.ts';
import { engineHooks } from './embedded-hooks.ts';
import { plainPostgis } from './embedded-postgis.ts';
import { DatabaseError, type ErrorParts, ownError } from './errors.ts';
import type { Parameter } from './parameter.ts';
import { hasStatement } from './statement-splitter.ts';
import { ABORT, columnsOf, eachMessage, errorParts, executeMessages, parseMessages, SYNC, stringsOf } from './wire.ts';

export interface EngineEvents {
  /** A notification on a channel this engine listens to. */
  heard(channel: string, payload: string): void;
  /** A C++ exception of the geometry library. */
  thrown(): void;
}

export interface Engine {
  /** The statement's backend messages, in a buffer of their own. Rejects with a DatabaseError. */
  run(text: string, parameters: readonly Parameter[]): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** PGlite's own, with fsync left on, and clock and language as the server adapter sets them. */
const START = [
  '--single',
  '-O',
  '-j',
  ...['search_path=public', 'exit_on_error=false', 'log_checkpoints=false', 'io_method=sync'].flatMap((s) => ['-c', s]),
  ...['max_worker_processes=0', 'max_parallel_workers=0', 'max_parallel_workers_per_gather=0'].flatMap((s) => [
    '-c',
    s,
  ]),
  ...['max_parallel_maintenance_workers=0', 'jit=off', 'timezone=UTC', 'wal_sync_method=fsync'].flatMap((s) => [
    '-c',
    s,
  ]),
];

/** What one exchange with the engine brought. */
interface Answer {
  chunks: Uint8Array[];
  error: ErrorParts | undefined;
  types: Set<string>;
  tag: string;
}

/** `pgdata`: the cluster's folder, made when absent. */
export async function startEngine(pgdata: string, events: EngineEvents): Promise<Engine> {
  const hooks = engineHooks(events.thrown);
  const pg = await PGlite.create({
    dataDir: pgdata,
    extensions: { postgis: plainPostgis('postgis'), hooks: hooks.extension },
    startParams: START,
  });

  const send = async (messages: Uint8Array): Promise<Answer> => {
    const answer: Answer = { chunks: [], error: undefined, types: new Set(), tag: '' };
    const stack = hooks.stackPointer();
    await pg.execProtocolRawStream(messages, {
      syncToFs: false,
      onRawData: (bytes) => answer.chunks.push(bytes.slice()),
    });
    hooks.restoreStack(stack);
    const data = joined(answer.chunks);
    answer.chunks = [data];
    eachMessage(data, (type, start, end) => {
      answer.types.add(type);
      if (type === 'E') answer.error ??= errorParts(data, start, end);
      else if (type === 'C') answer.tag = stringsOf(data, start, end)[0]!;
      else if (type === 'A') {
        const [channel, payload] = stringsOf(data, start + 4, end);
        events.heard(channel!, payload!);
      }
    });
    return answer;
  };

  /** Makes the engine raise an error, so that it undoes what a swallowed one left open. */
  const abort = async (text: string): Promise<DatabaseError> => {
    const { error } = await send(ABORT);
    if (error === undefined) throw ownError('connection-lost', 'the embedded engine no longer answers');
    await send(SYNC);
    return ownError('swallowed-error', `neither result nor error: ${text.slice(0, 200)}`);
  };

  const run = async (text: string, parameters: readonly Parameter[]): Promise<Uint8Array> => {
    const parsed = await send(parseMessages(text));
    if (parsed.error !== undefined) {
      await send(SYNC);
      throw new DatabaseError(parsed.error);
    }
    if (!parsed.types.has('1')) throw await abort(text);
    const answer = await send(executeMessages(parameters, formatsOf(parsed.chunks[0]!)));
    if (answer.error === undefined && !isComplete(answer, text)) throw await abort(text);
    const synced = await send(SYNC);
    const error = answer.error ?? synced.error;
    if (error !== undefined) throw new DatabaseError(error);
    return joined([...parsed.chunks, ...answer.chunks]);
  };

  return { run, close: () => pg.close() };
}

/** A command tag, or the word for an empty statement when it is one. A portal cut short says '???' or that it is empty. */
function isComplete(answer: Answer, text: string): boolean {
  if (answer.tag !== '') return answer.tag !== '???';
  return answer.types.has('I') && !hasStatement(text);
}

/** bytea in binary form, everything else as text. */
function formatsOf(described: Uint8Array): number[] {
  let formats: number[] = [];
  eachMessage(described, (type, start) => {
    if (type === 'T') formats = columnsOf(described, start).map((column) => (column.type === BYTEA ? 1 : 0));
  });
  return formats;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
