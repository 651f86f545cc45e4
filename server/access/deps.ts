/** What the access domain is made from. */
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { PasswordCost } from './password.ts';

export interface AccessDeps {
  db: Database;
  /** No variable sets the cost of a password: only who makes the service may, else it is the full one. */
  config: Pick<Config, 'adminToken' | 'publicUrl'> & { passwordCost?: PasswordCost | undefined };
  clock: () => Date;
}

/** What its routes need besides. */
export interface AccessRouteDeps extends AccessDeps {
  /** Whether the demo county with its demo users is loaded; the sign-in screen says so. */
  demo: () => boolean;
}

/** Advisory locks of a transaction, taken in this order: accounts before audit. */
export const LOCKS = { accounts: 726_301, audit: 726_302 } as const;
