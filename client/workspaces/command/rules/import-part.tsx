/** Categories from a file, and what came of it: how many, and each bad row with its reason. */

import type { RulesKey } from '../../../i18n/zh-command-rules.ts';
import { announce } from '../../../state/announce.ts';
import { imported, importFile, ruleBusy } from '../../../state/command/rules-edit.ts';
import { tr } from './words.ts';

export function ImportPart() {
  const report = imported.value;
  return (
    <div class="rules-import">
      <label class="button file-button">
        {tr('file.read')}
        <input
          class="hidden-text"
          type="file"
          accept=".csv,text/csv"
          disabled={ruleBusy.value}
          onChange={async (event) => {
            const input = event.currentTarget;
            const file = input.files?.[0];
            if (!file) return;
            const done = await importFile(file);
            input.value = '';
            const { added, changed, same } = imported.peek() ?? { added: 0, changed: 0, same: 0 };
            if (done) announce(tr('file.done', { added, changed, same }));
          }}
        />
      </label>
      <p class="hint">{tr('file.hint')}</p>
      {report !== null && (
        <div class={report.badRows > 0 ? 'note warn' : 'note'}>
          <p>{tr('file.done', { added: report.added, changed: report.changed, same: report.same })}</p>
          {report.badRows > 0 && (
            <>
              <p>{tr('file.bad', { count: report.badRows })}</p>
              <ul>
                {report.bad.map(({ row, field, code, value }) => (
                  <li key={`${row} ${field}`}>
                    {[
                      tr('file.row', { row }),
                      field === null ? '' : tr(`column.${field}` as RulesKey),
                      tr(`bad.${code}` as RulesKey),
                      value ?? '',
                    ]
                      .filter((text) => text !== '')
                      .join(' · ')}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </div>
  );
}
