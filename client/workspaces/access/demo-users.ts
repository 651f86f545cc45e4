/**
 * The users of the demo county, as the service makes them (a test compares). They exist only where the demo county is
 * loaded, and their passwords are published.
 */
import type { DemoUser } from '../../../server/contract/demo.ts';

type Shown = Pick<DemoUser, 'login' | 'password' | 'role'>;

export const DEMO_USERS: readonly Shown[] = [
  { login: 'demo-planner', password: 'gezhong-planner', role: 'planner' },
  { login: 'demo-dispatcher', password: 'gezhong-dispatcher', role: 'dispatcher' },
  { login: 'demo-auditor', password: 'gezhong-auditor', role: 'auditor' },
  { login: 'demo-reviewer', password: 'gezhong-reviewer', role: 'reviewer' },
  { login: 'demo-worker', password: 'gezhong-worker', role: 'worker' },
  { login: 'demo-viewer', password: 'gezhong-viewer', role: 'viewer' },
  { login: 'demo-admin', password: 'gezhong-admin', role: 'admin' },
];
