/** Starts server-process.ts and reads where it listens. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ServerChild {
  child: ChildProcess;
  app: number;
  bare: number;
  /** Of one answered lookup. */
  bytes: number;
}

export async function startServerChild(): Promise<ServerChild> {
  const script = fileURLToPath(new URL('./server-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('{"app"')) return { child, ...(JSON.parse(line) as Omit<ServerChild, 'child'>) };
  }
  throw new Error('the server process ended before it listened');
}

/** CPU microseconds the server process has used. */
export async function cpuOf(server: ServerChild): Promise<number> {
  const usage = (await (await fetch(`http://127.0.0.1:${server.bare}/cpu`)).json()) as { user: number; system: number };
  return usage.user + usage.system;
}

/** Resident bytes of the server process. */
export async function memoryOf(server: ServerChild): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${server.bare}/memory`)).text());
}
