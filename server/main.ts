/** The process: configuration → database → what is published → app → listen; and back again on a signal. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureClientBuilt } from './client-build.ts';
import { type Config, readConfig } from './config.ts';
import { openDatabase } from './database/open.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = configOrExit();
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const began = Date.now();
  say(`格中 Gezhong ${version}`);

  const client = (config.page ? ensureClientBuilt(ROOT) : Promise.resolve(false)).then(
    (built) => built && say('  page       built'),
  );
  client.catch(() => {});
  // The engine takes its seconds in a thread of its own; the rest of the program is loaded meanwhile.
  let held = (): void => {};
  const folderHeld = new Promise<void>((resolve) => {
    held = resolve;
  });
  const database = openDatabase(config, (stage) => {
    say(`  database   ${stage.replaceAll('-', ' ')}`);
    if (stage !== 'waiting-for-holder') held();
  });
  database.then(held, held);
  const [{ buildApp }, { startService }, { startDemo }, { ensureSetupLink }, { startDemoLive }, { startOnePlayer }] =
    await Promise.all([
      import('./app.ts'),
      import('./open-service.ts'),
      import('./demo.ts'),
      import('./access/setup-link.ts'),
      import('./simulate/live.ts'),
      import('./simulate/one-player.ts'),
    ]);
  const service = startService(config, database, (step) => say(`  database   ${step}`));
  const stopping = stopOnSignal();
  let demo = false;
  const started = service.ready.then(async () => {
    demo = await startDemo(service, config, (step) => say(`  demo       ${step}`));
  });
  started.catch(() => {});
  // Another process on this folder may be changing what it keeps.
  await folderHeld;
  const early = await service.maps.restore();
  if (!early) await started;
  await client;

  const app = await buildApp({
    ...service,
    config,
    version,
    clock: () => new Date(),
    started,
    checksAfterPublish: true,
    demo: () => demo,
    clientFolder: join(ROOT, config.page ? 'dist/client' : 'dist/no-page'),
  });
  const since = (): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  await app.listen({ port: config.port, host: config.host });
  if (early) say(`  answering  ${since()}, points from edition ${service.maps.edition()}`);
  await started;
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const url =
    config.publicUrl ??
    `http://${config.host === '127.0.0.1' || config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`;
  say(`  ready      ${since()}, ${service.maps.all().length} county, edition ${service.maps.edition() ?? '–'}`);
  say('');
  say(`  ${url}`);
  const link = await ensureSetupLink(service.db, new Date());
  if (link !== null)
    say(`  ${url}/#/setup&link=${link}   one-time link for the first administrator, valid for 24 hours`);
  const isLive = demo && config.demoLive;
  if (isLive) say('  demo       workers walk, visit and report by themselves; GEZHONG_DEMO_LIVE=off stops that');
  say('');
  const play = () => startDemoLive(ownUrl(config.host, port), warnOfDemo);
  const live = isLive ? startOnePlayer(service.db, play) : null;

  await stopping;
  say('  stopping');
  await live?.close();
  await app.close();
  await service.close();
}

/** Of this process, whatever the outside world calls it. */
function ownUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function warnOfDemo(error: unknown): void {
  say(`  demo       the workers of the demo stand still: ${(error as Error).message}`);
}

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  }
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function stopOnSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const heard = (): void => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    process.on('SIGINT', heard);
    process.on('SIGTERM', heard);
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  },
);

function explain(error: unknown): string {
  const { code, message, stack } = error as { code?: string; message?: string; stack?: string };
  if (code === 'EADDRINUSE') return 'the port is taken; set PORT to another one';
  if (code === 'database-held') return `${message}; stop that process or set GEZHONG_DATA to another folder`;
  return stack ?? message ?? String(error);
}
