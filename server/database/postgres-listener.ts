/**
 * The one connection on which this process hears notifications. When it breaks it is made again, after 0.25 s and then ever
 * longer up to 10 s, and every handler hears '': "something may have been missed, look again". A ping every 30 s finds a
 * line that died without a word.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { databaseCounters } from './counters.ts';
import { ownError, toDatabaseError } from './errors.ts';
import { channelName, type Heard, Listeners } from './listeners.ts';
import type { Log } from './log.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
const PING_MS = 30_000;

export class PostgresListener {
  readonly #config: ClientConfig;
  readonly #log: Log;
  readonly #listeners: Listeners;
  #client: Promise<Client> | undefined;
  /** The line as it stands; null while it is being made again. */
  #line: Client | null = null;
  #closed = false;
  readonly #ending = new AbortController();

  constructor(config: ClientConfig, log: Log) {
    this.#config = { ...config, query_timeout: 10_000 };
    this.#log = log;
    this.#listeners = new Listeners(log);
  }

  /** Resolves when the server has confirmed. Rejects when the server cannot be reached at the first listening. */
  async listen(channel: string, heard: Heard): Promise<() => Promise<void>> {
    if (this.#closed) throw ownError('database-closed', 'the database is closed');
    const stop = this.#listeners.add(channel, heard);
    try {
      await this.#command(`listen ${channelName(channel)}`);
    } catch (error) {
      stop();
      throw toDatabaseError(error);
    }
    return async () => {
      stop();
      // a line that is made again listens only to what somebody still wants to hear: waiting for it would be in vain
      if (this.#closed || this.#line === null || this.#listeners.has(channel)) return;
      await this.#unlisten(this.#line, channel);
      if (this.#listeners.has(channel)) await this.#command(`listen ${channelName(channel)}`);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#ending.abort();
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }

  async #unlisten(line: Client, channel: string): Promise<void> {
    try {
      await line.query(`unlisten ${channelName(channel)}`);
    } catch (error) {
      if (this.#line === line) throw toDatabaseError(error);
    }
  }

  /** While the line is being made again this waits for it: the new line listens to every channel by itself. */
  async #command(text: string): Promise<void> {
    const client = await this.#connected();
    await client.query(text);
  }

  #connected(): Promise<Client> {
    if (this.#client === undefined) {
      this.#client = this.#connect();
      this.#client.catch(() => {
        this.#client = undefined;
      });
    }
    return this.#client;
  }

  async #connect(): Promise<Client> {
    const client = new Client(this.#config);
    let failure: unknown = ownError('connection-lost', 'the notification connection ended');
    client.on('error', (error) => {
      failure = error;
    });
    client.on('notification', ({ channel, payload }) => this.#listeners.tell(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.#listeners.channels()) await client.query(`listen ${channelName(channel)}`);
    } catch (error) {
      client.end().catch((late: unknown) => this.#log('a failed connection could not be closed', late));
      throw error;
    }
    const ping = setInterval(() => {
      client.query('select 1').catch((error: unknown) => {
        failure = error;
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      });
    }, PING_MS);
    ping.unref();
    this.#line = client;
    client.once('end', () => {
      clearInterval(ping);
      this.#line = null;
      if (this.#closed) return;
      this.#client = this.#reconnect(failure);
      this.#client.catch((error: unknown) => {
        if (!this.#closed) this.#log('the notification connection is given up', error);
      });
    });
    return client;
  }

  /** Tries until it succeeds or the database is closed; only closing makes it reject. */
  async #reconnect(reason: unknown): Promise<Client> {
    this.#log('the notification connection was lost', reason);
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      await this.#pause(wait * (0.75 + Math.random() / 2));
      try {
        const client = await this.#connect();
        databaseCounters.reconnects++;
        if (!this.#closed) this.#listeners.tellAll();
        return client;
      } catch (error) {
        this.#log('the notification connection cannot be made yet', error);
      }
    }
  }

  async #pause(ms: number): Promise<void> {
    try {
      await sleep(ms, undefined, { signal: this.#ending.signal, ref: false });
    } catch (error) {
      throw ownError('database-closed', 'the database is closed', error);
    }
  }
}
