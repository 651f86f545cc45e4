/**
 * One process at a time for a folder. Each comer writes a file of its own, never used again, and then looks for others
 * that live: two at once both see each other and step back. What a killed process left is told by its pid and start time;
 * what another pid namespace (container) or machine holds, by a heartbeat every 3 s.
 */
import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownError } from './errors.ts';

interface Holder {
  pid: number;
  /** When the process started, in ticks since boot; '' where /proc is not there. */
  started: string;
  /** Machine, boot and pid namespace within which a pid means anything. */
  realm: string;
}

const BEAT_MS = 3000;
const SILENT_MS = 15_000;
const ATTEMPTS = 5;
/** Killed and not yet taken leave of by its parent: it has a pid still and holds nothing. */
const ZOMBIE = 'zombie';

/** Takes the lock and returns what gives it back. Rejects with 'database-held', which names the holder's pid. */
export async function lockFolder(folder: string, waiting?: () => void): Promise<() => void> {
  const locks = join(folder, 'lock');
  mkdirSync(locks, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const own = writeLock(locks);
    const others = readdirSync(locks).filter((name) => name.endsWith('.lock') && join(locks, name) !== own);
    const live = others.filter((name) => isLive(join(locks, name)));
    if (live.length === 0) {
      for (const name of others) rmSync(join(locks, name), { force: true });
      return keep(own);
    }
    rmSync(own, { force: true });
    const holder = live.map((name) => readHolder(join(locks, name))).find((h) => h !== undefined);
    const foreign = holder !== undefined && holder.realm !== realm();
    if (attempt >= (foreign ? SILENT_MS / 1000 + 2 : ATTEMPTS)) {
      const who = holder === undefined ? 'another process' : `process ${holder.pid}${foreign ? ' elsewhere' : ''}`;
      throw ownError('database-held', `${who} has the database folder ${folder} open`);
    }
    if (foreign) waiting?.();
    await sleep(foreign ? 1000 : 20 + Math.random() * 80);
  }
}

function writeLock(locks: string): string {
  const name = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const holder: Holder = { pid: process.pid, started: startOf('self'), realm: realm() };
  const draft = join(locks, `${name}.draft`);
  writeFileSync(draft, JSON.stringify(holder));
  const path = join(locks, `${name}.lock`);
  renameSync(draft, path);
  return path;
}

function keep(own: string): () => void {
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(own, now, now);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') clearInterval(beat);
      process.emitWarning(`the lock ${own} cannot be renewed: ${(error as Error).message}`);
    }
  }, BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    rmSync(own, { force: true });
  };
}

function readHolder(path: string): Holder | undefined {
  const text = orUndefined(() => readFileSync(path, 'utf8'));
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as Holder);
}

function isLive(path: string): boolean {
  const holder = readHolder(path);
  if (holder === undefined) return false;
  if (holder.realm !== realm()) {
    const seen = orUndefined(() => statSync(path).mtimeMs);
    return seen !== undefined && Date.now() - seen < SILENT_MS;
  }
  const started = startOf(String(holder.pid));
  if (started === ZOMBIE) return false;
  if (started !== '' && holder.started !== '') return started === holder.started;
  return processExists(holder.pid);
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat, counted after the command's closing bracket; '' where /proc is not there. */
function startOf(pid: string): string {
  const stat = orUndefined(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? ZOMBIE : (fields?.[19] ?? '');
}

function realm(): string {
  const boot = orUndefined(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  return [hostname(), boot, orUndefined(() => readlinkSync('/proc/self/ns/pid'))].join(' ');
}

/** Files here may vanish at any time, and /proc is not everywhere; every other failure is passed on. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return undefined;
    throw error;
  }
}
