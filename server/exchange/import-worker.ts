/** The thread of imports and inspections: one task at a time, each ended with one message. */
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../background-thread.ts';
import type { ImportHost } from './import-host.ts';
import type { FromThread, ImportTask, InspectTask, ToThread } from './import-protocol.ts';
import { runImport } from './import-run.ts';
import { cleanParams } from './report.ts';
import { SourceError } from './source.ts';
import { inspect } from './summary.ts';

giveWay();
const port = parentPort!;
const waiting = new Map<number, { resolve(text: string): void; reject(error: Error): void }>();
let next = 1;
let stopped: Error | null = null;

port.on('message', (message: ToThread) => {
  if (message.kind === 'task') void run(message.task);
  else if (message.kind === 'stop') {
    stopped = new Error('the import was stopped');
    for (const { reject } of waiting.values()) reject(stopped);
    waiting.clear();
  } else {
    waiting.get(message.id)?.resolve(message.text);
    waiting.delete(message.id);
  }
});

function send(message: FromThread): void {
  port.postMessage(message);
}

function call(message: (id: number) => FromThread): Promise<string> {
  const id = next++;
  return new Promise((resolve, reject) => {
    if (stopped) return reject(stopped);
    waiting.set(id, { resolve, reject });
    send(message(id));
  });
}

const host: ImportHost = {
  ask: (question) => call((id) => ({ kind: 'ask', id, question })),
  async store(rows, rowsDone) {
    const text = JSON.stringify(rows);
    await call((id) => ({ kind: 'rows', id, text, rowsDone }));
  },
  progress(rowsDone) {
    if (stopped) throw stopped;
    send({ kind: 'progress', rowsDone });
  },
};

async function work(task: ImportTask | InspectTask): Promise<FromThread> {
  if (task.kind === 'inspect') {
    const { encoding, fileLayer } = task.options;
    const inspection = await inspect(task.path, task.fileName, {
      ...(encoding === undefined ? {} : { encoding }),
      ...(fileLayer === undefined ? {} : { layer: fileLayer }),
    });
    return { kind: 'inspected', inspection };
  }
  const outcome = await runImport(task, host);
  if ('code' in outcome) return { kind: 'failed', problem: { ...outcome, params: cleanParams(outcome.params) } };
  const { report, ...rest } = outcome;
  const { refused, unchanged } = report;
  return { kind: 'finished', outcome: rest, report: JSON.stringify(report), refused, unchanged };
}

/** The last message of a task. After a stop, whatever was thrown, nothing is told but that it is over. */
async function run(task: ImportTask | InspectTask): Promise<void> {
  const last = await work(task).catch(endOf);
  send(stopped ? { kind: 'stopped' } : last);
}

function endOf(error: unknown): FromThread {
  if (!(error instanceof SourceError)) {
    return { kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const { code, params, row } = error;
  const where = {
    ...(row === undefined ? {} : { row }),
    ...(params.reason === undefined ? {} : { detail: params.reason }),
  };
  return {
    kind: 'failed',
    problem: { code: 'file-unreadable', params: cleanParams({ ...params, ...where, reason: code }) },
  };
}
