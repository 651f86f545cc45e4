/**
 * A lock that one process among those on a PostgreSQL holds: an advisory lock on a connection of its own, so that it goes with the
 * connection, and with the process. A ping every 5 s finds a line that died without a word; the server does the same by keepalive.
 */
import { Client, type ClientConfig } from 'pg';
import { toDatabaseError } from './errors.ts';

const PING_MS = 5000;

/** null: another one has it. The answer gives it back; `lost`: the line broke. Rejects when the server cannot be reached. */
export async function holdPostgresLock(
  config: ClientConfig,
  name: string,
  lost: () => void,
): Promise<(() => Promise<void>) | null> {
  const client = new Client({ ...config, query_timeout: 10_000 });
  // Whoever waits for an answer hears of it, and 'end' follows.
  client.on('error', () => {});
  let taken = false;
  try {
    await client.connect();
    await client.query(
      'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set statement_timeout = 0',
    );
    const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [name]);
    taken = rows[0]?.taken === true;
  } catch (error) {
    await end(client);
    throw toDatabaseError(error);
  }
  if (!taken) {
    await end(client);
    return null;
  }
  const ping = setInterval(() => {
    client.query('select 1').catch(() => cut(client));
  }, PING_MS);
  ping.unref();
  let given = false;
  client.once('end', () => {
    clearInterval(ping);
    if (!given) lost();
  });
  return async () => {
    given = true;
    clearInterval(ping);
    await end(client);
  };
}

async function end(client: Client): Promise<void> {
  await client.end().catch(() => {});
}

function cut(client: Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
