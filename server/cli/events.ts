/** `events check`: folds the steps of every event again and compares with the rows. Exit code 0 only when none disagrees. */
import { refoldAll } from '../events/refold.ts';
import { openHere } from './connect.ts';
import { type Terminal, UsageError } from './terminal.ts';

export async function eventsCommand(args: string[], terminal: Terminal): Promise<number> {
  if (args.length !== 1 || args[0] !== 'check') throw new UsageError('events check');
  const service = await openHere(terminal);
  try {
    const { events, steps, disagreements } = await refoldAll(service.db);
    terminal.stdout.write(`${events} events, ${steps} steps, ${disagreements.length} disagree\n`);
    for (const { serial, id, columns } of disagreements)
      terminal.stdout.write(`${serial} ${id}: ${columns.join(', ')}\n`);
    return disagreements.length === 0 ? 0 : 1;
  } finally {
    await service.close();
  }
}
