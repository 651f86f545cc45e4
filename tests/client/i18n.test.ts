/** Every text in both languages: the same keys and holes, in its own language, in the words of the glossary, used somewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../client/i18n/en.ts';
import { enAccess } from '../../client/i18n/en-access.ts';
import { enAnswer } from '../../client/i18n/en-answer.ts';
import { enAudit } from '../../client/i18n/en-audit.ts';
import { enAuditPresence } from '../../client/i18n/en-audit-presence.ts';
import { enBaseMap } from '../../client/i18n/en-base-map.ts';
import { enCommand } from '../../client/i18n/en-command.ts';
import { enCommandAlarm } from '../../client/i18n/en-command-alarm.ts';
import { enCommandCard } from '../../client/i18n/en-command-card.ts';
import { enCommandFigures } from '../../client/i18n/en-command-figures.ts';
import { enCommandModes } from '../../client/i18n/en-command-modes.ts';
import { enCommandPeople } from '../../client/i18n/en-command-people.ts';
import { enCommandReport } from '../../client/i18n/en-command-report.ts';
import { enCommandRules } from '../../client/i18n/en-command-rules.ts';
import { enField } from '../../client/i18n/en-field.ts';
import { enImport } from '../../client/i18n/en-import.ts';
import { enIssues } from '../../client/i18n/en-issues.ts';
import { enKeys } from '../../client/i18n/en-keys.ts';
import { enKiosk } from '../../client/i18n/en-kiosk.ts';
import { enKioskMap } from '../../client/i18n/en-kiosk-map.ts';
import { enKioskNotice } from '../../client/i18n/en-kiosk-notice.ts';
import { enPlan } from '../../client/i18n/en-plan.ts';
import { enPlanCompare } from '../../client/i18n/en-plan-compare.ts';
import { enPlanLife } from '../../client/i18n/en-plan-life.ts';
import { enPlanMap } from '../../client/i18n/en-plan-map.ts';
import { enPlanMethods } from '../../client/i18n/en-plan-methods.ts';
import { enPlanProof } from '../../client/i18n/en-plan-proof.ts';
import { enPlanPropose } from '../../client/i18n/en-plan-propose.ts';
import { enPlanSheet } from '../../client/i18n/en-plan-sheet.ts';
import { enPlanSources } from '../../client/i18n/en-plan-sources.ts';
import { enPrint } from '../../client/i18n/en-print.ts';
import { enProblems } from '../../client/i18n/en-problems.ts';
import { enPublic } from '../../client/i18n/en-public.ts';
import type { Message } from '../../client/i18n/translate.ts';
import { zhAccess } from '../../client/i18n/zh-access.ts';
import { zhAnswer } from '../../client/i18n/zh-answer.ts';
import { zhAudit } from '../../client/i18n/zh-audit.ts';
import { zhAuditPresence } from '../../client/i18n/zh-audit-presence.ts';
import { zhBaseMap } from '../../client/i18n/zh-base-map.ts';
import { zhCN } from '../../client/i18n/zh-CN.ts';
import { zhCommand } from '../../client/i18n/zh-command.ts';
import { zhCommandAlarm } from '../../client/i18n/zh-command-alarm.ts';
import { zhCommandCard } from '../../client/i18n/zh-command-card.ts';
import { zhCommandFigures } from '../../client/i18n/zh-command-figures.ts';
import { zhCommandModes } from '../../client/i18n/zh-command-modes.ts';
import { zhCommandPeople } from '../../client/i18n/zh-command-people.ts';
import { zhCommandReport } from '../../client/i18n/zh-command-report.ts';
import { zhCommandRules } from '../../client/i18n/zh-command-rules.ts';
import { zhField } from '../../client/i18n/zh-field.ts';
import { zhImport } from '../../client/i18n/zh-import.ts';
import { zhIssues } from '../../client/i18n/zh-issues.ts';
import { zhKeys } from '../../client/i18n/zh-keys.ts';
import { zhKiosk } from '../../client/i18n/zh-kiosk.ts';
import { zhKioskMap } from '../../client/i18n/zh-kiosk-map.ts';
import { zhKioskNotice } from '../../client/i18n/zh-kiosk-notice.ts';
import { zhPlan } from '../../client/i18n/zh-plan.ts';
import { zhPlanCompare } from '../../client/i18n/zh-plan-compare.ts';
import { zhPlanLife } from '../../client/i18n/zh-plan-life.ts';
import { zhPlanMap } from '../../client/i18n/zh-plan-map.ts';
import { zhPlanMethods } from '../../client/i18n/zh-plan-methods.ts';
import { zhPlanProof } from '../../client/i18n/zh-plan-proof.ts';
import { zhPlanPropose } from '../../client/i18n/zh-plan-propose.ts';
import { zhPlanSheet } from '../../client/i18n/zh-plan-sheet.ts';
import { zhPlanSources } from '../../client/i18n/zh-plan-sources.ts';
import { zhPrint } from '../../client/i18n/zh-print.ts';
import { zhProblems } from '../../client/i18n/zh-problems.ts';
import { zhPublic } from '../../client/i18n/zh-public.ts';
import { PROBLEMS } from '../../server/contract/problem.ts';

/** What is fetched with the first screen, and what is fetched later and has keys of its own. */
const zh: Record<string, Message> = {
  ...zhCN,
  ...zhProblems,
  ...zhAnswer,
  ...zhKeys,
  ...zhAccess,
  ...zhImport,
  ...zhBaseMap,
};
const english: Record<string, Message> = {
  ...en,
  ...enProblems,
  ...enAnswer,
  ...enKeys,
  ...enAccess,
  ...enImport,
  ...enBaseMap,
};
const audit: Record<string, Message> = zhAudit;
const englishAudit: Record<string, Message> = enAudit;
/** Texts of the Plan workspace, of all its parts. */
const PLAN_PARTS: Record<string, readonly [chinese: Record<string, Message>, english: Record<string, Message>]> = {
  plan: [zhPlan, enPlan],
  map: [zhPlanMap, enPlanMap],
  compare: [zhPlanCompare, enPlanCompare],
  propose: [zhPlanPropose, enPlanPropose],
  life: [zhPlanLife, enPlanLife],
  proof: [zhPlanProof, enPlanProof],
  methods: [zhPlanMethods, enPlanMethods],
  sheet: [zhPlanSheet, enPlanSheet],
  sources: [zhPlanSources, enPlanSources],
};
/** Texts of the Command workspace, of all its parts. */
const COMMAND_PARTS: typeof PLAN_PARTS = {
  command: [zhCommand, enCommand],
  card: [zhCommandCard, enCommandCard],
  report: [zhCommandReport, enCommandReport],
  modes: [zhCommandModes, enCommandModes],
  alarm: [zhCommandAlarm, enCommandAlarm],
  figures: [zhCommandFigures, enCommandFigures],
  presence: [zhAuditPresence, enAuditPresence],
  people: [zhCommandPeople, enCommandPeople],
  rules: [zhCommandRules, enCommandRules],
};
/** Texts of the field page. */
const field: Record<string, Message> = zhField;
const englishField: Record<string, Message> = enField;
/** Parts may use a key for something of their own. */
const partTexts = (parts: typeof PLAN_PARTS, side: 0 | 1): Record<string, Message> =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([part, both]) =>
      Object.entries(both[side]).map(([key, message]) => [`${part} ${key}`, message] as const),
    ),
  );
/** Texts of the kiosk and of what is printed there. */
const KIOSK_PARTS: typeof PLAN_PARTS = {
  kiosk: [zhKiosk, enKiosk],
  notice: [zhKioskNotice, enKioskNotice],
  map: [zhKioskMap, enKioskMap],
  print: [zhPrint, enPrint],
};
const kiosk = partTexts(KIOSK_PARTS, 0);
const englishKiosk = partTexts(KIOSK_PARTS, 1);
/** Texts of what the public is shown. */
const shown: Record<string, Message> = zhPublic;
const englishShown: Record<string, Message> = enPublic;
const plan = partTexts(PLAN_PARTS, 0);
const englishPlan = partTexts(PLAN_PARTS, 1);
const command = partTexts(COMMAND_PARTS, 0);
const englishCommand = partTexts(COMMAND_PARTS, 1);
const texts = (message: Message): string[] => (typeof message === 'string' ? [message] : [message.one, message.other]);
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

/** Every source file of the client. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(zh).sort());
    expect(Object.keys(enIssues).sort()).toEqual(Object.keys(zhIssues).sort());
    expect(Object.keys(enAudit).sort()).toEqual(Object.keys(zhAudit).sort());
    expect(Object.keys(englishPlan).sort()).toEqual(Object.keys(plan).sort());
    expect(Object.keys(englishCommand).sort()).toEqual(Object.keys(command).sort());
    expect(Object.keys(englishField).sort()).toEqual(Object.keys(field).sort());
    expect(Object.keys(englishShown).sort()).toEqual(Object.keys(shown).sort());
    expect(Object.keys(englishKiosk).sort()).toEqual(Object.keys(kiosk).sort());
  });

  it('name every problem of the service in both languages', () => {
    for (const code of Object.keys(PROBLEMS)) {
      expect(zh[`problem.${code}`], code).toBeTruthy();
      expect(english[`problem.${code}`], code).toBeTruthy();
    }
  });

  it('know no problem the service and the way to it cannot give', () => {
    const own = ['service-unreachable', 'answer-unreadable', 'client-failed', 'other'];
    const known = new Set([...Object.keys(PROBLEMS), ...own].map((code) => `problem.${code}`));
    expect(Object.keys(zh).filter((key) => key.startsWith('problem.') && !known.has(key))).toEqual([]);
  });

  it.each<[string, Record<string, Message>, Record<string, Message>]>([
    ['the frame', zh, english],
    ['import reports', zhIssues, enIssues],
    ['the audit', audit, englishAudit],
    ['plans', plan, englishPlan],
    ['the command', command, englishCommand],
    ['the field page', field, englishField],
    ['the kiosk', kiosk, englishKiosk],
    ['what the public is shown', shown, englishShown],
  ])('of %s have the same holes in both languages', (_, chinese, other) => {
    for (const [key, message] of Object.entries(chinese)) {
      for (const text of texts(message)) {
        for (const translated of texts(other[key] ?? '')) {
          expect(
            holes(text).filter((hole) => holes(translated).includes(hole)),
            key,
          ).toEqual(holes(translated));
        }
      }
    }
  });

  it('are Chinese in Chinese and hold no Chinese in English', () => {
    for (const [key, message] of [zh, audit, plan, command, field, kiosk, shown].flatMap((part) =>
      Object.entries(part),
    )) {
      for (const text of texts(message)) expect(text.replace(/\{\w+\}/g, ''), key).toMatch(/\p{Script=Han}|^[–·\s]*$/u);
    }
    for (const [key, message] of [
      ...Object.entries(english),
      ...Object.entries(englishAudit),
      ...Object.entries(englishPlan),
      ...Object.entries(englishCommand),
      ...Object.entries(englishField),
      ...Object.entries(englishKiosk),
      ...Object.entries(englishShown),
    ]) {
      for (const text of texts(message)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('use the words of the glossary and none of the forbidden ones', () => {
    const all = [
      ...Object.values(english),
      ...Object.values(enIssues),
      ...Object.values(enAudit),
      ...Object.values(englishPlan),
      ...Object.values(englishCommand),
      ...Object.values(englishField),
      ...Object.values(englishKiosk),
      ...Object.values(englishShown),
    ]
      .flatMap(texts)
      .join('\n');
    expect(all).not.toMatch(/\b(ward|block|region|precinct|resident|family|families)\b/i);
    const chinese = [
      ...Object.values(zh),
      ...Object.values(zhIssues),
      ...Object.values(zhAudit),
      ...Object.values(plan),
      ...Object.values(command),
      ...Object.values(field),
      ...Object.values(shown),
    ]
      .flatMap(texts)
      .join('\n');
    expect(chinese).not.toMatch(/身份证|姓名电话|居民信息/);
  });

  it('are all used somewhere', () => {
    const code = sources('client')
      .filter((path) => !path.includes('i18n'))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const built =
      /^(problem|level|kind|place|band|field|layer|role|outcome|rule|setup|workspace|channel|search\.group|import\.layer|import\.state|table\.(name|code|households))\b/;
    const unused = Object.keys(zh).filter((key) => !built.test(key) && !code.includes(`'${key}'`));
    expect(unused).toEqual([]);
    const builtForPlan =
      /^(view|kind|problem|tool|tab|refusal|saving|role|border|grids\.sort|summary|state|step|method|reason|metric|new\.(county|town|community|min|max)|next\.(explain|wait)|preview\.(added|changed|closed|unchanged)|fault|codeFault|sources\.(fault|datum)|proof\.(oversized|no-count|pocket|no-grid)|ground\.(mine|theirs)|cut\.side|sheet\.(change|result|sign|legend))\b/;
    const unusedOfPlan = Object.keys(plan).filter((key) => {
      const [, own = ''] = key.split(' ');
      return !builtForPlan.test(own) && !code.includes(`'${own}'`);
    });
    expect(unusedOfPlan).toEqual([]);
    const builtForCommand =
      /^(view|standing|urgency|state|grade|channel|group|due|count|fresh|row\.asked|step|way|level|clock|unit|span|refused|missing|figure|meaning|period|preset|set|none|trend|area|part|bad|column|week|day|office|duty|fault|kind|inside|geometry|emergency\.(county|town|community)|zones\.by|place|trail\.(hour|today|yesterday|from|to|fault)|roll\.answer)\b/;
    const unusedOfCommand = Object.keys(command).filter((key) => {
      const [, own = ''] = key.split(' ');
      return !builtForCommand.test(own) && !code.includes(`'${own}'`);
    });
    expect(unusedOfCommand).toEqual([]);
    const builtForField =
      /^(tab|screen|place|need|role|entry|standing|trouble|numbers|duty\.(early|open)|tasks\.none|notice|theme|refusal|visit\.kind|outbox)\b/;
    expect(Object.keys(field).filter((key) => !builtForField.test(key) && !code.includes(`'${key}'`))).toEqual([]);
    const builtForKiosk = /^(trouble|kind|legend|paper)\b/;
    const unusedOfKiosk = Object.keys(kiosk).filter((key) => {
      const [, own = ''] = key.split(' ');
      return !builtForKiosk.test(own) && !code.includes(`'${own}'`);
    });
    expect(unusedOfKiosk).toEqual([]);
    const builtForShown = /^(part|area|preview|filter|role|field|hint|photo\.(unreadable|tooLarge))\b/;
    expect(Object.keys(shown).filter((key) => !builtForShown.test(key) && !code.includes(`'${key}'`))).toEqual([]);
    const builtForAudit =
      /^(view|severity|gravity|group|kind|meaning|detail|value|exception|exclusion|step|repair|refusal|sentence\.(gap|overlap)|file\.(fault|note|read|check)|check\.state|changes|fact|map\.legend)\b/;
    expect(Object.keys(audit).filter((key) => !builtForAudit.test(key) && !code.includes(`'${key}'`))).toEqual([]);
  });
});
