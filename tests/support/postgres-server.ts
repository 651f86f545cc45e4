/**
 * A PostgreSQL server for one run of the tests, from Debian's binaries: its cluster in a temporary folder, reached by a
 * socket in it, without fsync. It ends, and its folder goes, when this process ends, however it ends.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export interface TestServer {
  /** Of the superuser; the database's name is `postgres`. */
  url: string;
  /** At once, as `pg_ctl stop -m immediate`: every line is cut, what was under way is lost. Resolves when the server is gone. */
  crash(): Promise<void>;
  /** Without a word, as a machine that goes dark. It cannot be started again here. */
  kill(): Promise<void>;
  /** After a crash; resolves when it answers. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const NO_SERVER = 'skipped: no PostgreSQL with PostGIS found; apt-get install postgresql-15-postgis-3';

/** The newest installed version that has PostGIS; undefined when there is none. */
function binaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  const version = versions.find(
    (v) =>
      existsSync(join(root, v, 'bin/initdb')) && existsSync(`/usr/share/postgresql/${v}/extension/postgis.control`),
  );
  return version === undefined ? undefined : join(root, version, 'bin');
}

/** The server refuses to run as root: then it runs as the user `postgres` that Debian made for it. */
function runAs(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export interface TestServerOptions {
  /** A commit reaches the disk, as with a server in use; for measurements. */
  durable?: boolean;
  /** A commit outlives a crash of the server, though not one of the machine. */
  keeping?: boolean;
  /** A hot standby that streams from this server, under the name `replica`. */
  replicaOf?: TestServer;
}

export async function startTestServer({
  durable = false,
  keeping = durable,
  replicaOf,
}: TestServerOptions = {}): Promise<TestServer | undefined> {
  const bin = binaries();
  if (bin === undefined) return undefined;
  const user = runAs();
  const folder = mkdtempSync(join(tmpdir(), 'gezhong-pg-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!);
  const data = join(folder, 'data');
  const [program, ...made] =
    replicaOf === undefined
      ? ['initdb', '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
      : ['pg_basebackup', '-d', `${replicaOf.url}&application_name=replica`, '-R', '-c', 'fast', '--no-sync'];
  execFileSync(join(bin, program!), ['-D', data, ...made], { ...user, stdio: 'ignore', cwd: folder });
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
    ...(keeping ? [] : ['synchronous_commit=off']),
    ...['max_connections=60', 'max_wal_size=2GB'],
  ];
  // The shell does what it is told until its input ends, which is the end of this process at the latest.
  const script = [
    '"$0" "$@" & server=$!',
    'while read told; do case $told in',
    'crash) kill -QUIT $server; wait $server; echo gone;;',
    'kill) kill -KILL $server; wait $server; echo gone;;',
    'start) "$0" "$@" & server=$!;;',
    'esac; done',
    'kill -INT $server; wait $server; rm -rf "$FOLDER"',
  ].join('\n');
  const server = spawn('sh', ['-c', script, join(bin, 'postgres'), '-D', data, ...settings.flatMap((s) => ['-c', s])], {
    ...user,
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: folder,
    env: { PATH: process.env.PATH, FOLDER: folder },
  });
  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await answering(url);
  const told = async (word: string): Promise<void> => {
    const gone = once(server.stdout, 'data');
    server.stdin.write(`${word}\n`);
    await gone;
  };
  return {
    url,
    crash: () => told('crash'),
    kill: () => told('kill'),
    restart: async () => {
      server.stdin.write('start\n');
      await answering(url);
    },
    stop: async () => {
      const gone = once(server, 'exit');
      server.stdin.end();
      await gone;
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(200);
    } finally {
      await client.end();
    }
  }
}
