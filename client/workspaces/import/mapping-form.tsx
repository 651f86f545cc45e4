/** Which field of the file is which of ours; or one value for the whole file. */
import type { Layer } from '../../api/imports.ts';
import type { Key } from '../../i18n/zh-CN.ts';
import type { ImportKey } from '../../i18n/zh-import.ts';
import { t } from '../../state/language.ts';
import { change, choices, fields, inspection } from './import-state.ts';
import { ti } from './words.ts';

/** The word for a value that holds for the whole file. */
const PREFIXES: Record<Layer, Record<string, string>> = {
  areas: { level: 'level' },
  grids: { kind: 'kind' },
  places: { kind: 'place' },
  base: { kind: 'base', class: 'road' },
  workers: {},
  events: {},
};
const constantText = (layer: Layer, field: string, value: string): string => {
  if (layer === 'events') return ti(`channel.${value}` as ImportKey);
  if (layer === 'workers') return ti(`role.${value}` as ImportKey);
  return t(`${PREFIXES[layer][field]}.${value}` as Key);
};

export function MappingForm() {
  const theirs = inspection.value?.fields ?? [];
  const { mapping, layer } = choices.value;
  if (layer === null) return null;
  const set = (name: string, value: string) => change({ mapping: { ...mapping, [name]: value } });
  return (
    <div class="mapping">
      {fields.value.map(({ name, must, constants }) => (
        <div key={name}>
          <label for={`map-${name}`}>
            {ti(`field.${name}` as ImportKey)}
            {must && (
              <span class="must" title={ti('import.must')}>
                {' '}
                *
              </span>
            )}
          </label>
          <select
            id={`map-${name}`}
            class="input"
            value={mapping[name] ?? ''}
            onChange={(event) => set(name, event.currentTarget.value)}
          >
            <option value="">{ti('import.noField')}</option>
            {theirs.map((field) => (
              <option key={field} value={field}>
                {field}
              </option>
            ))}
            {constants?.map((value) => (
              <option key={`=${value}`} value={`=${value}`}>
                {ti('import.all', { value: constantText(layer, name, value) })}
              </option>
            ))}
          </select>
        </div>
      ))}
    </div>
  );
}
