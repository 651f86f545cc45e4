/** Every code that the service or a part of it can give has words, and no word has lost its code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEMO_USERS as FIELD_USERS } from '../../client/field/demo-users.ts';
import { NEED_NAMES } from '../../client/field/need-names.ts';
import { zhAudit } from '../../client/i18n/zh-audit.ts';
import { zhCommand } from '../../client/i18n/zh-command.ts';
import { zhCommandCard } from '../../client/i18n/zh-command-card.ts';
import { zhField } from '../../client/i18n/zh-field.ts';
import { zhIssues } from '../../client/i18n/zh-issues.ts';
import { zhPlanMethods } from '../../client/i18n/zh-plan-methods.ts';
import { zhPlanProof } from '../../client/i18n/zh-plan-proof.ts';
import { zhPlanPropose } from '../../client/i18n/zh-plan-propose.ts';
import { EVENT_GRADES } from '../../client/map/layers/events-images.ts';
import { groupOf } from '../../client/state/audit-kinds.ts';
import { STANDINGS } from '../../client/state/command/list-filter.ts';
import { GROUPINGS } from '../../client/state/command/list-groups.ts';
import { URGENCIES } from '../../client/state/command/urgency.ts';
import { SILENT } from '../../client/workspaces/audit/finding-detail.ts';
import { CHANNEL_NAMES, LEVEL_NAMES, STATE_NAMES, WAY_NAMES } from '../../client/workspaces/command/choices.ts';
import { DEMO_USERS } from '../../server/contract/demo.ts';
import { DUTY_PLACES } from '../../server/contract/duty.ts';
import { CLOCKS, GRADES, LEVELS, TIME_UNITS, WAYS } from '../../server/contract/event-rules.ts';
import { CHANNELS, EVENT_STATES, EVENT_STEPS } from '../../server/contract/events.ts';
import { NEEDS } from '../../server/contract/visits.ts';
import { POST_ROLES } from '../../server/contract/workers.ts';
import { CHECK_STEPS } from '../../server/coverage/check.ts';
import { REGISTER_KINDS } from '../../server/coverage/register-finding.ts';
import { FINDING_KINDS } from '../../server/geometry/coverage-report.ts';

describe('the words of the audit', () => {
  it.each([...FINDING_KINDS, ...REGISTER_KINDS])('name and explain %s, and put it into a group', (kind) => {
    expect(zhAudit).toHaveProperty([`kind.${kind}`]);
    expect(zhAudit).toHaveProperty([`meaning.${kind}`]);
    expect(groupOf(kind)).not.toBe('other');
  });

  it('name every step of a check, and no other', () => {
    const words = Object.keys(zhAudit).flatMap((key) => (key.startsWith('step.') ? [key.slice(5)] : []));
    expect(words.sort()).toEqual(Object.keys(CHECK_STEPS).sort());
  });

  it('name every reason why a finding is not mended, and no other', () => {
    const declared = readFileSync('server/geometry/repair-work.ts', 'utf8').split('export interface')[0] ?? '';
    const reasons = [...declared.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map((match) => match[1]);
    const words = Object.keys(zhAudit).flatMap((key) => (key.startsWith('refusal.') ? [key.slice(8)] : []));
    // the last is the service's own: asked for and not there
    expect(words.sort()).toEqual([...reasons, 'finding-unknown'].sort());
  });

  it('name every fault of a file that the reader can give', () => {
    const files = ['layer-file.ts', 'layer-check.ts', 'layer-shapefile.ts', 'unzip.ts', 'layer-worker.ts'];
    const code = files.map((name) => readFileSync(join('client/workspaces/audit', name), 'utf8')).join('\n');
    const made = [...code.matchAll(/LayerFault\([^)]*?'([a-z-]+)'/g), ...code.matchAll(/: '([a-z]+-polygons)'/g)];
    expect(made.length).toBeGreaterThan(12);
    for (const [, word] of made) expect(zhAudit, word).toHaveProperty([`file.fault.${word}`]);
  });

  it('name every detail a finding of the service carries', () => {
    const named = readdirSync('server/coverage')
      .filter((name) => name.startsWith('register-'))
      .map((name) => readFileSync(join('server/coverage', name), 'utf8'))
      .join('\n');
    for (const word of ['holder', 'count', 'max', 'missing', 'scheme', 'parent', 'reason']) {
      expect(named).toContain(word);
      expect(zhAudit).toHaveProperty([`detail.${word}`]);
    }
    // the kernel's are named where their kind is defined
    const kernel = readdirSync('server/geometry')
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join('server/geometry', name), 'utf8'))
      .join('\n');
    const documented = new Set([...kernel.matchAll(/`detail\.(\w+)/g)].map((match) => match[1] ?? ''));
    expect(documented.size).toBeGreaterThan(15);
    for (const word of documented) if (!SILENT.has(word)) expect(zhAudit, word).toHaveProperty([`detail.${word}`]);
  });
});

describe('the words of the field page', () => {
  it.each([
    ['need', NEEDS],
    ['place', DUTY_PLACES],
    ['role', POST_ROLES],
  ] as const)('name every %s', (stem, codes) => {
    for (const code of codes) expect(zhField).toHaveProperty([`${stem}.${code}`]);
  });

  it('offer every kind of need, and only demo users that are there', () => {
    expect([...NEED_NAMES]).toEqual([...NEEDS]);
    for (const user of FIELD_USERS) expect(DEMO_USERS).toContainEqual(expect.objectContaining(user));
  });
});

describe('the words of the command', () => {
  it.each([
    ['state', EVENT_STATES],
    ['grade', GRADES],
    ['channel', CHANNELS],
    ['standing', STANDINGS],
    ['urgency', URGENCIES],
    ['group', GROUPINGS],
  ] as const)('name every %s', (stem, codes) => {
    for (const code of codes) expect(zhCommand).toHaveProperty([`${stem}.${code}`]);
  });

  it.each([
    ['step', EVENT_STEPS],
    ['way', WAYS],
    ['level', LEVELS],
    ['clock', CLOCKS],
    ['unit', TIME_UNITS],
  ] as const)('name every %s on the card', (stem, codes) => {
    for (const code of codes) expect(zhCommandCard).toHaveProperty([`${stem}.${code}`]);
  });

  it('offer every state, channel, way and level of the contract', () => {
    expect([STATE_NAMES, CHANNEL_NAMES, WAY_NAMES, LEVEL_NAMES].map((names) => [...names].sort())).toEqual(
      [EVENT_STATES, CHANNELS, WAYS, LEVELS].map((names) => [...names].sort()),
    );
    expect(EVENT_GRADES).toEqual(GRADES);
  });
});

describe('the words of proposals', () => {
  it('say every kind of proof, and no other', () => {
    const declared = readFileSync('server/partition/proofs/proof.ts', 'utf8');
    const kinds = [...declared.matchAll(/readonly kind: '([a-z-]+)'/g)].map((match) => match[1]!);
    expect(kinds.length).toBeGreaterThan(3);
    for (const kind of kinds) expect(zhPlanProof, kind).toHaveProperty([`proof.${kind}`]);
    // every proof that is declared is one of the union
    const union = /export type Proof = ([^;]+);/.exec(declared)?.[1]?.split('|') ?? [];
    expect(union).toHaveLength(kinds.length);
  });

  it('name every method of the service and every state of a job', () => {
    const contract = readFileSync('server/contract/plan-proposals.ts', 'utf8');
    const literals = (from: string, to: string): string[] =>
      [...(contract.split(from)[1]?.split(to)[0] ?? '').matchAll(/Literal\('([a-z-]+)'\)/g)].map((match) => match[1]!);
    const methods = literals('export const ProposalMethod', 'description');
    const states = literals('state: Type.Union', ']),');
    expect([methods.length, states.length]).toEqual([6, 4]);
    for (const method of methods) expect(zhPlanMethods, method).toHaveProperty([`method.${method}`]);
    for (const state of states) expect(zhPlanPropose, state).toHaveProperty([`state.job.${state}`]);
  });
});

describe('the words of an import report', () => {
  it.each([
    'server/exchange/source-error.ts',
    'server/geometry/ring-fault.ts',
    'server/geometry/validity.ts',
    'server/geometry/geojson.ts',
  ])('exist for every code declared in %s', (path) => {
    const codes = [...readFileSync(path, 'utf8').matchAll(/^ {2}\| '([a-z0-9-]+)'/gm)].map((match) => match[1]);
    expect(codes.length).toBeGreaterThan(4);
    for (const code of codes) expect(zhIssues, code).toHaveProperty([`issue.${code}`]);
  });

  it('exist for every remark the importers make about a row', () => {
    const files = readdirSync('server/exchange').filter((name) => /(-import|^grid-.*|row-geometry)\.ts$/.test(name));
    const code = files.map((name) => readFileSync(join('server/exchange', name), 'utf8')).join('\n');
    const made = [
      ...code.matchAll(/(?:refuse|refuseDraft|note|remark|repair|withdraw)\([^)]*?'([a-z0-9]+-[a-z0-9-]+|duplicate)'/g),
    ];
    expect(made.length).toBeGreaterThan(10);
    for (const [, word] of made) expect(zhIssues, word).toHaveProperty([`issue.${word}`]);
  });
});
