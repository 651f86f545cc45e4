/** A service with a demo county of its own, for a browser test that changes what is published. */
import { inject } from 'vitest';
import { fillFrom, type ServiceProcess, startOwn } from './service-process.ts';

export const openService = (settings: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> =>
  startOwn(fillFrom(inject('demoFolder')), settings);
