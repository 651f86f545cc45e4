/** `simulate`: a seeded day of workers in the demo county of a running service, at any speed. */
import { readConfig } from '../config.ts';
import { Api } from '../simulate/api.ts';
import { LONGEST_MINUTES } from '../simulate/played-time.ts';
import { simulate } from '../simulate/simulation.ts';
import { parse, type Terminal, UsageError } from './terminal.ts';

const OPTIONS = {
  url: { type: 'string' },
  speed: { type: 'string', default: '1' },
  seed: { type: 'string', default: '7' },
  workers: { type: 'string', default: '12' },
  minutes: { type: 'string', default: '60' },
} as const;

/** `stop`: called off from outside; everybody signs out then. */
export async function simulateCommand(args: string[], terminal: Terminal, stop = onInterrupt()): Promise<number> {
  const { values } = parse({ args, options: OPTIONS, strict: true });
  const number = (name: keyof typeof OPTIONS, min: number, max: number, isWhole = true): number => {
    const value = Number(values[name]);
    if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
    throw new UsageError(`--${name} must be a ${isWhole ? 'whole number' : 'number'} from ${min} to ${max}`);
  };
  const wish = {
    speed: number('speed', 1, 3600, false),
    seed: number('seed', 0, 2 ** 31 - 1),
    workers: number('workers', 1, 200),
    minutes: number('minutes', 5, LONGEST_MINUTES),
  };
  const url = values.url ?? `http://localhost:${readConfig(terminal.env).port}`;
  if (!URL.canParse(url)) throw new UsageError('--url must be a URL');
  const api = new Api(url);
  const begins = (workers: number): void => {
    const real = Math.ceil(wish.minutes / wish.speed);
    terminal.stdout.write(
      `${workers} workers, ${wish.minutes} minutes, in about ${real} of them; Ctrl+C signs everybody out\n`,
    );
  };
  const played = await simulate({ api, ...wish, daySeed: wish.seed, goesOn: false, signal: stop, begins });
  const { signIns, signOuts, visits, events, steps, fixes } = played;
  const positions = Object.entries(fixes).map(([outcome, count]) => `${count} ${outcome}`);
  terminal.stdout.write(
    `${signIns} signed in, ${signOuts} out; positions: ${positions.join(', ') || 'none'}; ${visits} visits; ${events} events, ${steps} steps\n`,
  );
  for (const [refused, count] of counted(api.refusals.map(({ what, code }) => `${what} ${code}`)))
    terminal.stdout.write(`refused: ${refused} (${count})\n`);
  return api.refusals.length === 0 ? 0 : 1;
}

function counted(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function onInterrupt(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return stop.signal;
}
