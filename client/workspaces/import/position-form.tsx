/** How positions and characters are to be read. Folded away until the file leaves a question open. */
import { t } from '../../state/language.ts';
import { change, choices, file, inspect, inspection, job, problem } from './import-state.ts';

const ENCODINGS = ['utf-8', 'gb18030', 'big5'];
const ASKING = ['crs-needed', 'crs-unknown', 'datum-needed', 'coordinate-swapped', 'encoding-invalid'];

/** The service could not tell, and says what it needs to know. */
export const isAsked = (): boolean => {
  const code = job.value?.problem?.code ?? problem.value?.code;
  return code !== undefined && ASKING.includes(code);
};

export function PositionForm() {
  const c = choices.value;
  const candidates = inspection.value?.crsCandidates ?? [];
  const open = isAsked() || candidates.length > 1;
  return (
    <details open={open}>
      <summary>{t('import.position')}</summary>
      <div class="field">
        <label for="import-crs">{t('import.crs')}</label>
        <input
          id="import-crs"
          class="input"
          list="import-crs-list"
          placeholder={t('import.crsAuto')}
          value={c.crs}
          onChange={(event) => change({ crs: event.currentTarget.value })}
        />
        <datalist id="import-crs-list">
          {candidates.map((candidate) => (
            <option key={candidate} value={candidate} />
          ))}
        </datalist>
        {candidates.length > 1 && <p class="hint">{t('import.crsCandidates', { list: candidates })}</p>}
      </div>
      <div class="field">
        <label for="import-datum">{t('import.datum')}</label>
        <select
          id="import-datum"
          class="input"
          value={c.datum}
          onChange={(event) => change({ datum: event.currentTarget.value as typeof c.datum })}
        >
          <option value="">{t('import.datumAuto')}</option>
          <option value="wgs84">{t('datum.wgs84')}</option>
          <option value="gcj02">{t('datum.gcj02')}</option>
          <option value="bd09">{t('datum.bd09')}</option>
        </select>
      </div>
      <div class="field">
        <label for="import-encoding">{t('import.encoding')}</label>
        <select
          id="import-encoding"
          class="input"
          value={c.encoding}
          onChange={(event) => {
            change({ encoding: event.currentTarget.value });
            if (file.value) void inspect(file.value, true);
          }}
        >
          <option value="">{t('import.encodingAuto')}</option>
          {ENCODINGS.map((name) => (
            <option key={name} value={name}>
              {name.toUpperCase()}
            </option>
          ))}
        </select>
      </div>
    </details>
  );
}
