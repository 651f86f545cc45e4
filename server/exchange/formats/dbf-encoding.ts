/**
 * Which encoding the text of a .dbf is in: what the person says, then .cpg, then a language byte that names an East Asian
 * code page, then a guess over all text. The other language bytes are written by habit and prove nothing.
 */
import { type EncodingGuess, EncodingTrials } from '../encoding-guess.ts';
import { SourceError } from '../source-error.ts';
import { encodingLabel } from '../text-encoding.ts';
import { cell, type DbfTable, dbfRows, TEXT_TYPE, trimmed } from './dbf-table.ts';

/** dBASE language driver ids that mean one code page and are not a default of a program. */
const LANGUAGES: Record<number, string> = {
  19: 'shift_jis',
  123: 'shift_jis',
  77: 'gb18030',
  122: 'gb18030',
  78: 'euc-kr',
  121: 'euc-kr',
  79: 'big5',
  120: 'big5',
};

/** Errors: `encoding-unknown` {encoding}; `encoding-wrong` {candidates: []} when no encoding reads all of the text. */
export async function dbfEncoding(
  path: string,
  table: DbfTable,
  cpg: string | null,
  declared?: string,
): Promise<EncodingGuess> {
  if (declared !== undefined) return { encoding: labelOf(declared), from: 'declared', candidates: [] };
  if (cpg !== null) return { encoding: labelOf(cpg), from: 'cpg', candidates: [] };
  const language = LANGUAGES[table.language];
  if (language) return { encoding: language, from: 'ldid', candidates: [] };
  const guess = await guessDbfEncoding(path, table);
  if (!guess) throw new SourceError('encoding-wrong', { part: 'dbf', candidates: [] });
  return guess;
}

/** Tries every encoding on every text value and column name. */
export async function guessDbfEncoding(path: string, table: DbfTable): Promise<EncodingGuess | undefined> {
  const trials = new EncodingTrials();
  for (const field of table.fields) trials.text(field.nameBytes, field.nameBytes.length >= 10);
  const texts = table.fields.filter((field) => field.type === TEXT_TYPE);
  for await (const row of dbfRows(path, table)) {
    if (!row) continue;
    for (const field of texts) {
      const bytes = trimmed(cell(row, field));
      trials.text(bytes, bytes.length === field.length);
    }
  }
  return trials.guess();
}

function labelOf(name: string): string {
  const label = encodingLabel(name);
  if (!label) throw new SourceError('encoding-unknown', { encoding: name.trim().slice(0, 40) });
  return label;
}
