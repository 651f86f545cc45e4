import { defineConfig } from 'vitest/config';

/** unit: pure code and client in Node. server: the service on both databases. e2e: a real browser on a running service. */
export default defineConfig({
  test: {
    projects: [
      {
        oxc: { jsx: { importSource: 'preact' } },
        test: {
          name: 'unit',
          include: ['tests/{unit,property,client}/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/{server,sql}/**/*.test.ts'],
          globalSetup: 'tests/support/global-database.ts',
          testTimeout: 60_000,
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
          testTimeout: 90_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
