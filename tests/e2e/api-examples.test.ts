/** server/contract/README.md: every example of the page is run against a service that has just been started, and answers as shown. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { openService } from '../support/own-service.ts';
import { deviations, type ExampleRun, examplesOf, hasTools, runExamples } from '../support/page-examples.ts';
import { scratch } from '../support/scratch.ts';

const page = readFileSync('server/contract/README.md', 'utf8');
const examples = examplesOf(page);

describe('the examples of the API', () => {
  it('have each an answer with its status', () => {
    expect(examples.length).toBeGreaterThan(30);
    expect(examples.filter(({ shown }) => shown === null || shown.status === null).map(({ line }) => line)).toEqual([]);
  });

  it.each([
    [
      'json',
      '{"a":1,"at":"2026-11-30T18:24:11.494Z","b":[{"c":"x"}]}',
      '{"a":1,"at":"2020-01-01T00:00:00.000Z","b":[{"c":"x"},2]}',
      [],
    ],
    ['json', '{"a":1}', '{"a":2}', ['/a is 2, shown 1']],
    ['json', '{"a":null}', '{}', ['/a is undefined, shown null']],
    ['json', '{"a":[1]}', '{"a":[]}', ['/a/0 is undefined, shown 1']],
    ['json', '{"id":1,"s":"gz_…"}', '{"id":7,"s":"gz_abc"}', []],
    ['json', '{"id":1}', '{"id":"7"}', ['/id is "7", shown 1']],
    ['json', '{}', 'oops', ['no JSON: oops']],
    ['csv', 'a,b\n', 'a,b\n1,2\n', []],
    ['text', 'id: …\nx\n', 'id: 4\ny\n', ['line 2 is "y"']],
  ])('are compared: %s %s with %s', (kind, text, output, expected) => {
    const example = { line: 1, script: '', shown: { kind, status: 200, text } };
    expect(deviations(example, { exit: 0, statuses: [200], output, errors: '' })).toEqual(expected);
  });

  it('fail by their status and by how they end', () => {
    const example = { line: 1, script: '', shown: { kind: 'text', status: 200, text: '' } };
    expect(deviations(example, { exit: 0, statuses: [200, 404], output: '', errors: '' })).toEqual(['status 404: ']);
    expect(deviations(example, { exit: 0, statuses: [500, 200], output: '', errors: '' })).toEqual([
      'status 500 on the way',
    ]);
    expect(deviations(example, { exit: 7, statuses: [], output: '', errors: 'refused' })).toEqual([
      'ended with 7: refused',
    ]);
  });
});

// without a browser there is no demo county to begin with
describe.skipIf(!hasBrowser() || !hasTools('curl', 'jq'))('an example of the API', () => {
  const { folder } = scratch();
  let runs: readonly ExampleRun[];
  let asked: typeof examples;

  beforeAll(async () => {
    const service = await openService();
    try {
      asked = examplesOf(page.replaceAll('http://localhost:8080', service.url));
      const ready = `until command curl -fs ${service.url}/api/ready; do sleep 0.1; done`;
      runs = await runExamples(asked, folder, ready);
    } finally {
      await service.close();
    }
  });

  it.each(examples.map(({ line }, i) => [line, i] as const))('on line %i answers as it is shown', (_line, i) => {
    expect(deviations(asked[i]!, runs[i]!)).toEqual([]);
  });
});
