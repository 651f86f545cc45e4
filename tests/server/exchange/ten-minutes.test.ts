/** server/exchange/README.md: its files are written, its commands given, and each says what the page shows. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { coverageCommand } from '../../../server/cli/coverage.ts';
import { importCommand } from '../../../server/cli/import.ts';
import { ADMIN_TOKEN, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { deviations, examplesOf } from '../../support/page-examples.ts';
import { scratch } from '../../support/scratch.ts';

const COMMANDS = { import: importCommand, coverage: coverageCommand };

const page = readFileSync('server/exchange/README.md', 'utf8');
const examples = examplesOf(page);
const commandsOf = (script: string): string[] =>
  [...script.matchAll(/^npm run -s gezhong -- (.+?)( \|\| true)?$/gm)].map((match) => match[1]!);

eachDatabase((_name, open) => {
  const { folder } = scratch();
  let service: TestApp;
  let url: string;
  beforeAll(async () => {
    service = await openApp(await open());
    await service.app.listen({ host: '127.0.0.1', port: 0 });
    const address = service.app.server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => service.close());

  /** What a command writes, with a running service doing the work: that is quicker than a database of its own for each. */
  async function said(command: string): Promise<string> {
    const [name, ...args] = command.replaceAll('~/', `${folder}/`).split(' ');
    const written: string[] = [];
    const sink = () =>
      new Writable({
        write(chunk, _encoding, done) {
          written.push(String(chunk));
          done();
        },
      });
    const env = { GEZHONG_ADMIN_TOKEN: ADMIN_TOKEN };
    const terminal = { stdin: Readable.from([]), stdout: sink(), stderr: sink(), env };
    await COMMANDS[name as keyof typeof COMMANDS]([...args, '--url', url], terminal);
    return written.join('');
  }

  it('a county of one’s own is loaded as the page says', async () => {
    const files = [...page.matchAll(/^cat > ~\/(my-county\/\S+) <<'END'\n([\s\S]*?)^END$/gm)];
    mkdirSync(join(folder, 'my-county'));
    for (const [, name, text] of files) writeFileSync(join(folder, name!), text!);
    expect(files).toHaveLength(3);
    const given = examples.filter(({ script }) => commandsOf(script).length > 0);
    expect(given.filter(({ shown }) => shown?.kind !== 'text')).toEqual([]);
    for (const example of given) {
      let output = '';
      for (const command of commandsOf(example.script)) output += await said(command);
      expect(deviations(example, { exit: 0, statuses: [], output, errors: '' }), example.script).toEqual([]);
    }
    const answer = await service.app.inject('/api/locate?lon=117.0012&lat=30.0011');
    expect(answer.json()).toMatchObject({ grid: { code: '990101001001001', worker: { name: '王敏' } } });
  });
});
