/** Texts of signing in and of the first start in English. */
import type { Message } from './translate.ts';
import type { AccessKey } from './zh-access.ts';

export const enAccess = {
  'access.lead': 'Sign in for the work of your post. The map is open to everyone.',
  'access.login': 'Login',
  'access.password': 'Password',
  'access.signIn': 'Sign in',
  'access.already': 'Signed in as {name}',
  'access.welcome': 'Signed in as {name}',
  'access.demo': 'Demo users',
  'access.demoText': 'This is the demo county; these users are public, for trying things out.',
  'access.enter': 'Enter',
  'role.viewer': 'Viewer',
  'role.worker': 'Worker',
  'role.dispatcher': 'Dispatcher',
  'role.planner': 'Planner',
  'role.reviewer': 'Reviewer',
  'role.auditor': 'Auditor',
  'role.admin': 'Admin',
  'setup.title': 'The first administrator',
  'setup.lead': 'This link works once. Choose a login and a password, and keep them safe.',
  'setup.noLink': 'The link is not complete. Use the whole link printed when the service started.',
  'setup.login': 'Login (letters, digits)',
  'setup.name': 'Name',
  'setup.password': 'Password',
  'setup.again': 'Password again',
  'setup.differ': 'The two passwords differ.',
  'setup.make': 'Make the administrator',
} as const satisfies Readonly<Record<AccessKey, Message>>;
