/** Where the database layer reports what concerns no single caller: a lost connection, a listener that threw. */
export type Log = (message: string, error?: unknown) => void;

export const warnProcess: Log = (message, error) => {
  process.emitWarning(error === undefined ? message : `${message}: ${error instanceof Error ? error.message : error}`);
};
