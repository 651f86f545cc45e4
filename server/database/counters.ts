/** What the database layer counts since the process started; the metrics page reads it. */
export const databaseCounters = {
  /** C++ exceptions of the geometry library that the embedded engine turned into SQL errors. */
  geometryExceptions: 0,
  /** Statements of the embedded engine that ended with neither a result nor an error and were rolled back. */
  swallowedErrors: 0,
  /** Transactions run again after a serialization failure or a deadlock. */
  transactionRetries: 0,
  /** Times the notification connection to PostgreSQL was made again. */
  reconnects: 0,
  /** Times the embedded engine was started again, after a crash or to give memory back. */
  engineRestarts: 0,
};
