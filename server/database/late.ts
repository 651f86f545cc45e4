/** A database that is still being opened: every question waits until it is there, or fails with what opening failed with. */
import type { Database } from './database.ts';

export function lateDatabase(kind: Database['kind'], opening: Promise<Database>): Database {
  // Whoever asks hears of the failure; nobody asking is no reason to end the process.
  opening.catch(() => {});
  let opened: Database | null = null;
  opening.then(
    (database) => {
      opened = database;
    },
    () => {},
  );
  return {
    kind,
    query: async (statement) => (await opening).query(statement),
    transaction: async (work) => (await opening).transaction(work),
    listen: async (channel, heard) => (await opening).listen(channel, heard),
    notify: async (channel, payload) => (await opening).notify(channel, payload),
    holdAlone: async (name, lost) => (await opening).holdAlone(name, lost),
    replica: () => opened?.replica?.() ?? null,
    close: async () => (await opening.catch(() => null))?.close(),
  };
}
