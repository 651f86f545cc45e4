/** The worker thread of the embedded engine: starts it, answers one statement after another, passes notifications on. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Engine, startEngine } from './embedded-engine.ts';
import type { FromEngine, ToEngine } from './embedded-thread.ts';
import { type ErrorParts, toDatabaseError } from './errors.ts';
import { SerialQueue } from './serial-queue.ts';

const port = parentPort;
if (port === null) throw new Error('embedded-worker runs as a worker thread only');

const say = (message: FromEngine, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

const parts = (error: unknown): ErrorParts => {
  const { code, message, constraint, detail, hint, table, column, position } = toDatabaseError(error);
  return { code, message, constraint, detail, hint, table, column, position };
};

async function answer(engine: Engine, asked: ToEngine): Promise<void> {
  try {
    if (asked.kind === 'close') {
      await engine.close();
      say({ kind: 'done', id: asked.id, data: new Uint8Array(0) });
      return;
    }
    const data = await engine.run(asked.text, asked.parameters);
    say({ kind: 'done', id: asked.id, data }, [data.buffer as ArrayBuffer]);
  } catch (error) {
    const failure = parts(error);
    say({ kind: 'failed', id: asked.id, error: failure });
    if (failure.code === 'connection-lost') process.exit(1);
  }
}

const { pgdata } = workerData as { pgdata: string };
const queue = new SerialQueue();
const engine = await startEngine(pgdata, {
  heard: (channel, payload) => say({ kind: 'heard', channel, payload }),
  thrown: () => say({ kind: 'thrown' }),
});
port.on('message', (asked: ToEngine) => void queue.run(() => answer(engine, asked)));
say({ kind: 'ready' });
