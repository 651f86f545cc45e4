import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ImportTask } from '../../../server/exchange/import-protocol.ts';
import { ImportThread } from '../../../server/exchange/import-thread.ts';
import type { IdleThreads } from '../../../server/idle-threads.ts';

/** A thread that only says what the test lets it say. */
class SpokenFor extends EventEmitter {
  postMessage(): void {}
  async terminate(): Promise<number> {
    this.emit('exit', 1);
    return 1;
  }
}

describe('an import that is stopped', () => {
  it('is gone only when the rows on their way have arrived', async () => {
    const worker = new SpokenFor();
    const threads = { take: () => worker, give: () => {} } as unknown as IdleThreads;
    let arrive = (): void => {};
    const thread = new ImportThread(threads, {} as ImportTask, {
      answer: async () => '',
      store: () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
      progress: () => {},
    });
    worker.emit('message', { kind: 'rows', id: 1, text: '', rowsDone: 1 });
    thread.stop();
    worker.emit('message', { kind: 'stopped' });
    await expect(thread.done).rejects.toThrow('ended');
    let gone = false;
    const waiting = thread.gone().then(() => {
      gone = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(gone).toBe(false);
    arrive();
    await waiting;
    expect(gone).toBe(true);
  });

  it('is gone as well when they could not be stored', async () => {
    const worker = new SpokenFor();
    const threads = { take: () => worker, give: () => {} } as unknown as IdleThreads;
    const thread = new ImportThread(threads, {} as ImportTask, {
      answer: async () => '',
      store: () => Promise.reject(new Error('disk full')),
      progress: () => {},
    });
    worker.emit('message', { kind: 'rows', id: 1, text: '', rowsDone: 1 });
    await expect(thread.done).rejects.toThrow('disk full');
    worker.emit('message', { kind: 'stopped' });
    await thread.gone();
  });
});
