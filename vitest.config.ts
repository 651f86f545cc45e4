import { defineConfig } from 'vitest/config';

/**
 * unit: pure code. client: what the page is made of, each file with a state of its own. server: the service on both databases.
 * e2e: a real browser on a running service. Time limits end what hangs and judge nothing: the suites share the machine.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{unit,property}/**/*.test.ts', 'tests/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // pure code leaves nothing behind, and a process a file costs more than most files
          isolate: false,
        },
      },
      {
        oxc: { jsx: { importSource: 'preact' } },
        test: {
          name: 'client',
          include: ['tests/client/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/{server,sql}/**/*.test.ts'],
          globalSetup: 'tests/support/global-database.ts',
          setupFiles: 'tests/support/compiled-workers.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // Files of one worker share the loaded program and, one after the other, the embedded database.
          isolate: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: 'tests/support/global-service.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 60_000 } },
          // a page waits as often as it draws; a service that runs already is shared by all
          maxWorkers: process.env.E2E_URL ? 1 : 2,
          isolate: false,
        },
      },
    ],
  },
});
