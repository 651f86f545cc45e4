/**
 * Positions over plain sockets, a process of its own: `positions-load.ts PORT TOKEN CONNECTIONS SECONDS FROM_T FIRST_STEP`. Each
 * connection walks workers of its own, a hundred to a batch, and sends the next batch when the last was answered. Prints how many
 * of each outcome, how long answers took, and how far each worker has come.
 */
import { connect } from 'node:net';
import { STEP_MS, stepOf, WORKERS } from './positions-scene.ts';
import { quantile } from './protocol.ts';

const [port, token, connections, seconds, fromT, firstStep] = process.argv.slice(2) as [string, ...string[]];
const BATCH = 100;
const until = performance.now() + Number(seconds) * 1000;
const outcomes: Record<string, number> = {};
const waits: number[] = [];
const steps = new Int32Array(WORKERS + 1).fill(Number(firstStep));

function bodyOf(workers: readonly number[]): string {
  const fixes = workers.map((worker) => {
    const step = steps[worker]!;
    return { worker, t: Number(fromT) + step * STEP_MS, ...stepOf(worker, step), accuracy: 8, speed: 1.3, course: 90 };
  });
  for (const worker of workers) steps[worker]!++;
  return JSON.stringify({ fixes });
}

function send(own: readonly number[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let at = 0;
    let began = 0;
    let answer = '';
    const next = (): void => {
      if (performance.now() >= until) {
        socket.end();
        return;
      }
      const body = bodyOf(own.slice(at, at + BATCH));
      at = at + BATCH >= own.length ? 0 : at + BATCH;
      began = performance.now();
      socket.write(
        `POST /api/positions HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    };
    socket.setNoDelay(true);
    socket.on('connect', next);
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString('latin1');
      const head = answer.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      if (head < 0 || answer.length < head + 4 + length) return;
      waits.push(performance.now() - began);
      const body = JSON.parse(answer.slice(head + 4)) as { results?: string[]; code?: string };
      for (const outcome of body.results ?? [body.code!]) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      answer = '';
      next();
    });
  });
}

const began = performance.now();
const all = Array.from({ length: WORKERS }, (_, i) => i + 1);
await Promise.all(
  Array.from({ length: Number(connections) }, (_, c) =>
    send(all.filter((n) => Math.floor((n - 1) / BATCH) % Number(connections) === c)),
  ),
);
const took = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${JSON.stringify({ outcomes, took, p50: quantile(waits, 0.5), p99: quantile(waits, 0.99), cpu: (user + system) / 1e6, steps: [...steps] })}\n`,
);
