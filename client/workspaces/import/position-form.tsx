/** How positions and characters are to be read. Folded away until the file leaves a question open. */
import { change, choices, file, inspect, inspection, job, problem } from './import-state.ts';
import { ti } from './words.ts';

const ENCODINGS = ['utf-8', 'gb18030', 'big5'];
const ASKING = ['crs-needed', 'crs-unknown', 'datum-needed', 'coordinate-swapped', 'encoding-invalid'];

/** The service could not tell, and says what it needs to know. */
export const isAsked = (): boolean => {
  const code = job.value?.problem?.code ?? problem.value?.code;
  return code !== undefined && ASKING.includes(code);
};

/** The coordinate systems it may be: what the refusal names, else what the look into the file found. */
function candidates(): { code: string; name: string }[] {
  const named = (job.value?.problem ?? problem.value)?.params.candidates;
  if (Array.isArray(named)) {
    const pairs = named.filter((one): one is { code: string; name: string } => typeof one?.code === 'string');
    if (pairs.length > 0) return pairs;
  }
  return (inspection.value?.crsCandidates ?? []).map((code) => ({ code, name: '' }));
}

export function PositionForm() {
  const c = choices.value;
  const offered = candidates();
  return (
    <details open={isAsked() || offered.length > 1}>
      <summary>{ti('import.position')}</summary>
      <div class="field">
        <label for="import-crs">{ti('import.crs')}</label>
        <input
          id="import-crs"
          class="input"
          placeholder={ti('import.crsAuto')}
          value={c.crs}
          onChange={(event) => change({ crs: event.currentTarget.value })}
        />
        {offered.length > 1 && (
          <>
            <p class="hint">{ti('import.crsCandidates')}</p>
            <div class="row">
              {offered.map(({ code, name }) => (
                <button
                  key={code}
                  class="button"
                  type="button"
                  title={name}
                  aria-pressed={c.crs === code}
                  onClick={() => change({ crs: code })}
                >
                  {code}
                </button>
              ))}
            </div>
          </>
        )}
      </div>
      <div class="field">
        <label for="import-datum">{ti('import.datum')}</label>
        <select
          id="import-datum"
          class="input"
          value={c.datum}
          onChange={(event) => change({ datum: event.currentTarget.value as typeof c.datum })}
        >
          <option value="">{ti('import.datumAuto')}</option>
          <option value="wgs84">{ti('datum.wgs84')}</option>
          <option value="gcj02">{ti('datum.gcj02')}</option>
          <option value="bd09">{ti('datum.bd09')}</option>
        </select>
      </div>
      <div class="field">
        <label for="import-encoding">{ti('import.encoding')}</label>
        <select
          id="import-encoding"
          class="input"
          value={c.encoding}
          onChange={(event) => {
            change({ encoding: event.currentTarget.value });
            if (file.value) void inspect(file.value, true);
          }}
        >
          <option value="">{ti('import.encodingAuto')}</option>
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
