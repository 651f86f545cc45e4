/**
 * What a viewer costs who has stopped reading while everybody moves: the resident memory of the service afterwards against that
 * after the same time without such a viewer, before and after. Gate: the service has cut the viewer off, and said so to its metrics.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { ADMIN_TOKEN } from '../support/app.ts';
import { type BenchRow, mustAgree } from './protocol.ts';

/** What waits in the kernel for a line that is not read is some ten MB: the load must fill that first, then wait ten seconds. */
const SECONDS = 45;
const BBOX = [118, 30.7, 118.27, 30.93];

/** `load`: everybody moves as fast as the service takes it, for so many seconds. */
export async function stalledViewer(
  { port, child }: { port: number; child: ChildProcess },
  load: (seconds: number) => Promise<void>,
): Promise<BenchRow> {
  const memory = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024;
  await load(SECONDS);
  const without = memory();
  const web = new WebSocket(`ws://127.0.0.1:${port}/api/live/socket`);
  await once(web, 'open');
  web.send(JSON.stringify({ type: 'hello', token: ADMIN_TOKEN }));
  await once(web, 'message');
  web.send(JSON.stringify({ type: 'subscribe', bbox: BBOX, zoom: 12 }));
  await sleep(500);
  (web as unknown as { _socket: { pause(): void } })._socket.pause();
  await load(SECONDS);
  const withOne = memory();
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const cut = Number(/closed_total\{reason="slow"\} (\d+)/.exec(metrics)?.[1] ?? 0);
  mustAgree('slow viewers that were not cut off', 1 - cut);
  web.terminate();
  await load(SECONDS);
  const again = memory();
  const note = `${without.toFixed(0)} MB before, ${withOne.toFixed(0)} MB with it, ${again.toFixed(0)} MB when it was gone; ${SECONDS} s each of everybody moving as fast as is taken; the viewer was cut off`;
  return {
    name: 'memory with a viewer who reads nothing : without',
    ratio: (2 * withOne) / (without + again),
    target: '≤ 1.1',
    note,
  };
}
