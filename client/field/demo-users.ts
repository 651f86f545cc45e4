/** Those of the demo county's users who work in the field; they exist only there, and their passwords are published. A test compares. */
import type { DemoUser } from '../../server/contract/demo.ts';

export const DEMO_USERS: readonly Pick<DemoUser, 'login' | 'password' | 'role'>[] = [
  { login: 'demo-worker', password: 'gezhong-worker', role: 'worker' },
  { login: 'demo-dispatcher', password: 'gezhong-dispatcher', role: 'dispatcher' },
];
