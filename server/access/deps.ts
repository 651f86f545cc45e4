/** What the access domain is made from. */
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';

export interface AccessDeps {
  db: Database;
  config: Pick<Config, 'adminToken' | 'publicUrl'>;
  clock: () => Date;
}

/** What its routes need besides. */
export interface AccessRouteDeps extends AccessDeps {
  /** Whether the demo county with its demo users is loaded; the sign-in screen says so. */
  demo: () => boolean;
}

/** Advisory locks of a transaction, taken in this order: accounts before audit. */
export const LOCKS = { accounts: 726_301, audit: 726_302 } as const;
