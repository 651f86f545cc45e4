/** CPU seconds that processes have used, from /proc: a figure that does not depend on what else a shared machine does. */
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second; Linux has 100 for user space on every machine. */
const TICKS = 100;

interface Process {
  readonly parent: number;
  readonly seconds: number;
}

/** Of a process and all below it, those that have ended and were waited for included. */
export function cpuOfTree(root: number): number {
  const all = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const found = read(name);
    if (found !== null) all.set(Number(name), found);
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = all.get(at)?.parent)
      if (at === root) return true;
    return false;
  };
  let seconds = 0;
  for (const [pid, one] of all) if (isBelow(pid)) seconds += one.seconds;
  return seconds;
}

function read(pid: string): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number) as [number, number, number, number];
    return { parent: Number(fields[1]), seconds: (user + system + childUser + childSystem) / TICKS };
  } catch {
    return null;
  }
}
