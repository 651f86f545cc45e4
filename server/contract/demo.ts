/** The users of the demo county, one a role. Their passwords are no secret: README and the demo's sign-in screen show them. */
import type { Role } from './access.ts';

export interface DemoUser {
  login: string;
  name: string;
  password: string;
  role: Role;
}

export const DEMO_USERS: readonly DemoUser[] = [
  { login: 'demo-viewer', name: '演示·访客', password: 'gezhong-viewer', role: 'viewer' },
  { login: 'demo-worker', name: '演示·网格员', password: 'gezhong-worker', role: 'worker' },
  { login: 'demo-dispatcher', name: '演示·指挥员', password: 'gezhong-dispatcher', role: 'dispatcher' },
  { login: 'demo-planner', name: '演示·规划员', password: 'gezhong-planner', role: 'planner' },
  { login: 'demo-reviewer', name: '演示·审核员', password: 'gezhong-reviewer', role: 'reviewer' },
  { login: 'demo-auditor', name: '演示·审计员', password: 'gezhong-auditor', role: 'auditor' },
  { login: 'demo-admin', name: '演示·管理员', password: 'gezhong-admin', role: 'admin' },
];
