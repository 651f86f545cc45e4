// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { enImport } from '../../client/i18n/en-import.ts';
import { zhImport } from '../../client/i18n/zh-import.ts';
import { missingFields, OUR_FIELDS, sentMapping } from '../../client/workspaces/import/mapping-fields.ts';
import { reportCsv } from '../../client/workspaces/import/report-csv.ts';
import { FIELDS } from '../../server/exchange/field-catalogue.ts';

describe('the fields of an import', () => {
  it('are those the service knows, in every layer', () => {
    for (const [layer, fields] of Object.entries(FIELDS)) {
      const ours = OUR_FIELDS[layer as keyof typeof OUR_FIELDS].map((field) => field.name);
      expect([...ours].sort(), layer).toEqual(fields.map((field) => field.name).sort());
    }
  });

  it('offer for a whole file only values the service takes', () => {
    for (const [layer, fields] of Object.entries(OUR_FIELDS)) {
      for (const { name, constants } of fields) {
        const known = FIELDS[layer as keyof typeof FIELDS].find((field) => field.name === name)?.choices ?? {};
        for (const value of constants ?? []) expect(Object.keys(known), `${layer}.${name}`).toContain(value);
      }
    }
  });

  it('have a name in both languages', () => {
    for (const field of Object.values(OUR_FIELDS).flat()) {
      expect(zhImport, field.name).toHaveProperty([`field.${field.name}`]);
      expect(enImport, field.name).toHaveProperty([`field.${field.name}`]);
    }
  });

  it('are missing until they are given, and only what is given is sent', () => {
    const fields = OUR_FIELDS.places;
    expect(missingFields(fields, {})).toEqual(['code', 'kind']);
    expect(missingFields(fields, { code: 'ID', kind: '=building' })).toEqual([]);
    expect(sentMapping(fields, { code: 'ID', kind: '=building', name: '', level: 'x' })).toEqual({
      code: 'ID',
      kind: '=building',
    });
  });
});

describe('the report as CSV', () => {
  it('opens in a spreadsheet with its characters, quoted, and without formulas', () => {
    const csv = reportCsv([{ row: 7, key: '=1+1', outcome: 'refused', code: 'ring-spike', params: { name: '甲"乙' } }]);
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv).toContain('"\'=1+1"');
    expect(csv).toContain('甲\\""乙');
    expect(csv.split('\r\n')).toHaveLength(3);
  });
});
