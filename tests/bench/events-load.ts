/**
 * Reports over plain sockets, a process of its own: `events-load.ts PORT TOKEN CONNECTIONS SECONDS OUT POINTS`. Each connection
 * sends the next report when the last was answered. Ends after the seconds, or when the service is gone; what was acknowledged
 * is written to OUT, one id a line, and the figures are printed as JSON.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';

const [port, token, connections, seconds, out, pointsFile] = process.argv.slice(2) as [string, ...string[]];
const points = JSON.parse(readFileSync(pointsFile!, 'utf8')) as [number, number][];
const until = performance.now() + Number(seconds) * 1000;
const acknowledged: string[] = [];
const waits: number[] = [];
let refused = 0;
let firstRefusal = '';
let lost = 0;

function send(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let id = '';
    let began = 0;
    let answer = '';
    const next = (): void => {
      if (performance.now() >= until) {
        id = '';
        socket.end();
        return;
      }
      id = randomUUID();
      const [lon, lat] = points[Math.floor(Math.random() * points.length)]!;
      const body = JSON.stringify({
        id,
        category: '0103',
        text: '路口积水约十厘米，影响通行',
        channel: 'worker',
        lon,
        lat,
      });
      began = performance.now();
      socket.write(
        `POST /api/events HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    };
    socket.setNoDelay(true);
    socket.on('connect', next);
    socket.on('error', () => {});
    socket.on('close', () => {
      if (id !== '') lost++;
      resolve();
    });
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString('latin1');
      const head = answer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      if (answer.length < head + 4 + length) return;
      if (answer.startsWith('HTTP/1.1 201')) {
        acknowledged.push(id);
        waits.push(performance.now() - began);
      } else {
        refused++;
        firstRefusal ||= answer.slice(0, 600);
      }
      answer = '';
      next();
    });
  });
}

const start = performance.now();
const cpuBefore = process.cpuUsage();
await Promise.all(Array.from({ length: Number(connections) }, send));
const took = (performance.now() - start) / 1000;
const cpu = process.cpuUsage(cpuBefore);
writeFileSync(out!, acknowledged.join('\n'));
waits.sort((a, b) => a - b);
const at = (share: number): number => waits[Math.floor((waits.length - 1) * share)] ?? 0;
const whole = process.cpuUsage();
const figures = {
  cpuSeconds: (cpu.user + cpu.system) / 1e6,
  cpuWhole: (whole.user + whole.system) / 1e6,
  acknowledged: acknowledged.length,
  refused,
  lost,
  firstRefusal,
  perSecond: acknowledged.length / took,
};
process.stdout.write(`${JSON.stringify({ ...figures, p50: at(0.5), p99: at(0.99) })}\n`);
