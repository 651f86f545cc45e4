/** What the file is, and for which county. */
import type { Layer } from '../../api/imports.ts';
import { counties } from '../../state/areas.ts';
import { t } from '../../state/language.ts';
import { hasRole } from '../../state/who.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { change, choices, file, inspect, inspection } from './import-state.ts';
import { ti } from './words.ts';

const LAYERS: readonly Layer[] = ['areas', 'grids', 'places', 'base', 'workers', 'events'];

export function TargetForm() {
  const c = choices.value;
  const layers = inspection.value?.layers ?? [];
  return (
    <>
      {layers.length > 1 && (
        <div class="field">
          <label for="import-file-layer">{ti('import.fileLayer')}</label>
          <select
            id="import-file-layer"
            class="input"
            value={c.fileLayer}
            onChange={(event) => {
              change({ fileLayer: event.currentTarget.value });
              if (file.value) void inspect(file.value, true);
            }}
          >
            <option value="">{ti('import.chooseOne')}</option>
            {layers.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="field">
        <span class="label">{ti('import.layer')}</span>
        <Segmented<Layer | ''>
          label={ti('import.layer')}
          value={c.layer ?? ''}
          onChoose={(layer) => layer !== '' && change({ layer })}
          choices={LAYERS.map((value) => ({ value, label: ti(`import.layer.${value}`) }))}
        />
      </div>
      <div class="field">
        <label for="import-county">{t('shell.county')}</label>
        <select
          id="import-county"
          class="input"
          value={c.county}
          onChange={(event) => change({ county: event.currentTarget.value })}
        >
          {counties.value.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name} {one.code}
            </option>
          ))}
          {(hasRole('admin') || counties.value.length === 0) && <option value="new">{ti('import.newCounty')}</option>}
        </select>
      </div>
      {c.county === 'new' && (
        <div class="row">
          <input
            class="input"
            inputMode="numeric"
            maxLength={6}
            placeholder={ti('import.newCode')}
            aria-label={ti('import.newCode')}
            value={c.newCode}
            onInput={(event) => change({ newCode: event.currentTarget.value })}
          />
          <input
            class="input"
            maxLength={60}
            placeholder={ti('import.newName')}
            aria-label={ti('import.newName')}
            value={c.newName}
            onInput={(event) => change({ newName: event.currentTarget.value })}
          />
        </div>
      )}
      {c.layer === 'places' && (
        <label class="check">
          <input
            type="checkbox"
            checked={c.replace}
            onChange={(event) => change({ replace: event.currentTarget.checked })}
          />
          {ti('import.replace')}
        </label>
      )}
    </>
  );
}
