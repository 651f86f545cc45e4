import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../server/contract/problem.ts';
import { openApp } from '../support/app.ts';
import { eachDatabase } from '../support/database.ts';

/** The golden files of the contract; `npm run bless` writes them anew. */
function golden(file: string, text: string): void {
  const path = `tests/golden/${file}`;
  if (process.env.BLESS) writeFileSync(path, text);
  expect(text === readFileSync(path, 'utf8'), `${path} differs; if that is meant, npm run bless`).toBe(true);
}

eachDatabase((name, open) => {
  describe.skipIf(name !== 'embedded')('the contract', () => {
    it('is the OpenAPI document that was reviewed', async () => {
      const service = await openApp(await open());
      const { app } = service;
      const answer = await app.inject('/api/openapi.json');
      expect(answer.statusCode).toBe(200);
      golden('openapi.json', `${JSON.stringify(answer.json(), null, 1)}\n`);
      await service.close();
    });

    it('keeps every problem code and its status', () => {
      golden('problems.json', `${JSON.stringify(PROBLEMS, null, 1)}\n`);
    });
  });
});
