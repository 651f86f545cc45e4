/** pg_dump and pg_restore as processes. Where and as whom they connect goes by their environment, so no password is in a list of processes. */
import { spawn } from 'node:child_process';
import { BackupError } from './manifest.ts';

/** Parameters of a URL → variables of PostgreSQL's programs. */
const PARAMETERS: Record<string, string> = {
  host: 'PGHOST',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  dbname: 'PGDATABASE',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
};

export function postgresEnvironment(databaseUrl: string): Record<string, string> {
  const url = new URL(databaseUrl);
  const said: Record<string, string> = {
    PGHOST: decodeURIComponent(url.hostname),
    PGPORT: url.port,
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
  };
  for (const [name, value] of url.searchParams) {
    const variable = PARAMETERS[name];
    if (variable !== undefined) said[variable] = value;
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
}

/** Runs one of them to its end. Throws BackupError with its own words, or where to get it. */
export function runTool(
  program: 'pg_dump' | 'pg_restore',
  args: readonly string[],
  databaseUrl: string,
  environment: Record<string, string | undefined>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...environment, ...postgresEnvironment(databaseUrl) },
    });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString();
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      const absent = `${program} is not installed; on Debian: apt-get install postgresql-client`;
      reject(error.code === 'ENOENT' ? new BackupError(absent) : error);
    });
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new BackupError(`${program} ended with ${status}: ${words.trim()}`));
    });
  });
}
