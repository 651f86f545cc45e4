/** Where a command does its work: in a running service over HTTP, or on the database opened here. */
import { readConfig } from '../config.ts';
import { DatabaseError } from '../database/errors.ts';
import { openDatabase } from '../database/open.ts';
import { openService, type Service } from '../open-service.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** Opens the database itself. A folder held by a running service is a UsageError that says what to do. */
export async function openHere(terminal: Terminal): Promise<Service> {
  const config = readConfig(terminal.env);
  try {
    return await openService(config, openDatabase(config), () => {});
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'database-held') {
      throw new UsageError(
        `${error.message}\nA running service holds the database: add --url http://localhost:${config.port} to let it do the work.`,
      );
    }
    throw error;
  }
}

/** fetch with the token of the environment; a problem answer becomes an Error with its code and params. */
export async function ask(terminal: Terminal, base: string, path: string, init: RequestInit = {}): Promise<Response> {
  const token = terminal.env.GEZHONG_TOKEN ?? terminal.env.GEZHONG_ADMIN_TOKEN;
  const headers = new Headers(init.headers);
  if (token) headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(new URL(path, base), { ...init, headers }).catch((error: unknown) => {
    throw new UsageError(`no service answers at ${base}: ${(error as Error).cause ?? error}`);
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; params?: unknown; errors?: unknown };
  const detail = JSON.stringify({ params: problem.params, errors: problem.errors });
  throw new Error(`${response.status} ${problem.code ?? response.statusText} ${detail}`);
}
