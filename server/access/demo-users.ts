/** The demo county's users: one a role, over that county only, marked as demo, with published passwords. */
import { DEMO_USERS } from '../contract/demo.ts';
import type { Database } from '../database/database.ts';
import { audit } from './audit.ts';
import { hashPassword, type PasswordCost } from './password.ts';
import { accountByLogin, insertAccount, lockAccounts } from './repository.ts';

/** Makes those that are missing; a login that exists, whoever's it is, is left as it is. Returns how many were made. */
export async function ensureDemoUsers(db: Database, countyCode: string, cost?: PasswordCost): Promise<number> {
  const present = await Promise.all(DEMO_USERS.map((user) => accountByLogin(db, user.login)));
  const missing = DEMO_USERS.filter((_, i) => present[i] === undefined);
  const hashed = await Promise.all(
    missing.map(async (user) => ({ ...user, passwordHash: await hashPassword(user.password, cost) })),
  );
  if (hashed.length === 0) return 0;
  return db.transaction(async (tx) => {
    await lockAccounts(tx);
    let made = 0;
    for (const { login, name, passwordHash, role } of hashed) {
      if ((await accountByLogin(tx, login)) !== undefined) continue;
      await insertAccount(tx, { login, name, passwordHash, grants: [{ role, area: countyCode }], demo: true });
      made++;
    }
    if (made > 0) {
      await audit(tx, {
        actor: 'system',
        action: 'account.demo',
        target: countyCode,
        area: countyCode,
        detail: { made },
      });
    }
    return made;
  });
}
