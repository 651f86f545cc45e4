/** A terminal of a test: nothing comes in, and what is written can be read. */
import { Readable, Writable } from 'node:stream';
import type { Terminal } from '../../server/cli/terminal.ts';

export function terminal(env: Record<string, string> = {}): Terminal & { text(): string } {
  const written: string[] = [];
  const sink = () =>
    new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
  return { stdin: Readable.from([]), stdout: sink(), stderr: sink(), env, text: () => written.join('') };
}
