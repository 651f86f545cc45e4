/** The page's side of the engine's thread: kept once started, ended to stop what it is at. */
import type { EngineAnswer, EngineQuestion } from './engine-worker.ts';
import type { FixTask, FixWays } from './fix-ways.ts';

interface Thread {
  readonly worker: Worker;
  asked: {
    readonly id: number;
    readonly resolve: (ways: FixWays) => void;
    readonly reject: (error: Error) => void;
  } | null;
}

let thread: Thread | null = null;
let last = 0;

function started(): Thread {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  const fresh: Thread = { worker, asked: null };
  worker.addEventListener('message', ({ data }: MessageEvent<EngineAnswer>) => {
    const { asked } = fresh;
    if (asked === null || data.id !== asked.id) return;
    fresh.asked = null;
    if ('error' in data) asked.reject(new Error(data.error));
    else asked.resolve(data);
  });
  worker.addEventListener('error', (event) => {
    fresh.asked?.reject(new Error(event.message || 'the thread ended'));
    if (thread === fresh) stopEngine();
  });
  return fresh;
}

/** Starts the thread, so that the first question need not wait for it. */
export function warmEngine(): void {
  thread ??= started();
}

/** Stops what is asked, which then never answers. */
export function stopEngine(): void {
  thread?.worker.terminate();
  thread = null;
}

/** A question stops the one before it. */
export function askEngine(task: FixTask): Promise<FixWays> {
  if (thread?.asked != null) stopEngine();
  thread ??= started();
  const now = thread;
  const id = ++last;
  return new Promise((resolve, reject) => {
    now.asked = { id, resolve, reject };
    now.worker.postMessage({ id, ...task } satisfies EngineQuestion);
  });
}
