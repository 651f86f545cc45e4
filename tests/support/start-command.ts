/** What `npm start` runs, without npm between: the arguments of Node, from the package file itself. */
import { readFileSync } from 'node:fs';

export function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: { start: string };
  };
  const [node, ...args] = scripts.start.split(' ');
  if (node !== 'node') throw new Error(`npm start runs ${node}`);
  return args;
}
