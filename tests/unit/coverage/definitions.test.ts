/** server/coverage/README.md against the program: kinds, Chinese names, severities, repairs and thresholds, both ways. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zhFindings } from '../../../client/i18n/zh-findings.ts';
import { RepairKind } from '../../../server/contract/coverage.ts';
import { REGISTER_KINDS, type RegisterKind, registerSeverity } from '../../../server/coverage/register-finding.ts';
import { FINDING_KINDS, type FindingKind } from '../../../server/geometry/coverage-report.ts';
import { severityOf } from '../../../server/geometry/finding-severity.ts';
import { repairKindOf } from '../../../server/geometry/repair.ts';

const FOLDER = 'server/coverage';
const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');

interface Entry {
  kind: string;
  name: string;
  definition: string;
  severity: string;
  not: string;
  repair: string;
}

const entries: Entry[] = page
  .split(/^### /m)
  .slice(1)
  .map((part) => {
    const [, kind = '', name = ''] = /^`([^`]+)` (\S+)\n/.exec(part) ?? [];
    const [definition = '', ...rest] = part.slice(part.indexOf('\n') + 1).split(/^- (?=Severity:|Not:|Repair:)/m);
    const said = (what: string): string =>
      rest.find((line) => line.startsWith(`${what}: `))?.slice(what.length + 2) ?? '';
    return { kind, name, definition, severity: said('Severity'), not: said('Not'), repair: said('Repair') };
  });

const KERNEL: readonly string[] = FINDING_KINDS;
const isKernel = (kind: string): kind is FindingKind => KERNEL.includes(kind);

/** Every severity that a kind can have. */
function severitiesOf(kind: string): Set<string> {
  if (!isKernel(kind)) return new Set([false, true].map((micro) => registerSeverity(kind as RegisterKind, micro)));
  const found = new Set<string>();
  for (const buildings of [0, 1]) {
    for (const areaM2 of [2, 5000]) {
      for (const widthM of [0.01, 0.5, 20]) {
        for (const grave of [true, false]) found.add(severityOf(kind, { buildings, areaM2, widthM, grave }));
      }
    }
  }
  return found;
}

describe('the definitions of findings', () => {
  it('are those of every kind there is, once, and of no other', () => {
    expect(entries.map(({ kind }) => kind).sort()).toEqual([...FINDING_KINDS, ...REGISTER_KINDS].sort());
    expect(page).toContain(`: ${entries.length} kinds,`);
  });

  it.each(entries)('$kind has the name of the screen, a definition, what it is not and what mends it', (entry) => {
    expect(entry.name).toBe((zhFindings as Record<string, string>)[`kind.${entry.kind}`]);
    for (const part of ['definition', 'severity', 'not', 'repair'] as const) expect(entry[part]).not.toBe('');
  });

  it.each(entries)('$kind has the severities of the code', ({ kind, severity }) => {
    const named = /^[^.]+/.exec(severity)![0].split(', ');
    expect(named.sort()).toEqual([...severitiesOf(kind)].sort());
  });

  it.each(entries)('$kind is mended as the code does, or by hand', ({ kind, repair }) => {
    const named = /^`([a-z-]+)`/.exec(repair)?.[1] ?? null;
    if (named === null) expect(repair).toMatch(/^by hand/);
    // a missing cell has a way that nobody is offered
    const ways = isKernel(kind) && kind !== 'missing-cell' ? repairKindOf({ kind }) : null;
    expect(named).toBe(ways);
  });

  it('name every way of mending', () => {
    const ways = RepairKind.anyOf.map((way) => way.const);
    expect(ways.filter((way) => !entries.some(({ repair }) => repair.includes(`\`${way}\``)))).toEqual([]);
  });

  it('give the thresholds of the code', () => {
    const rows = [...page.matchAll(/^\|[^|]+\| ([\d.]+)[^|]*\| `(\w+)` \| \[[^\]]+\]\(([^)]+)\) \|$/gm)];
    expect(rows.length).toBeGreaterThan(12);
    const wrong = rows.filter(([, value, name, file]) => {
      const code = readFileSync(join(FOLDER, file!), 'utf8');
      const found = new RegExp(`\\b${name}(?: =|:) ([\\d_.]+)`).exec(code)?.[1]?.replaceAll('_', '');
      return found === undefined || Number(found) !== Number(value);
    });
    expect(wrong.map(([row]) => row)).toEqual([]);
  });
});
