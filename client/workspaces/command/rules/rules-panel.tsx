/** What the loop runs by: categories with their limits, work calendar, units, settings. Admins change it, others read it. */
import { useSignal } from '@preact/signals';
import { rules } from '../../../state/command/rules.ts';
import { mayEditRules, readDictionaryAgain, ruleProblem } from '../../../state/command/rules-edit.ts';
import { problemText } from '../../../state/language.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { CalendarPart } from './calendar-part.tsx';
import { DictionaryPart } from './dictionary-part.tsx';
import { SettingsPart } from './settings-part.tsx';
import { UnitsPart } from './units-part.tsx';
import { tr } from './words.ts';
import '../../../theme/command-rules.css';

const PARTS = {
  categories: DictionaryPart,
  calendar: CalendarPart,
  units: UnitsPart,
  settings: SettingsPart,
} as const;
type Part = keyof typeof PARTS;

export function RulesPanel() {
  const part = useSignal<Part>('categories');
  const Shown = PARTS[part.value];
  return (
    <div class="command-rules">
      <Segmented
        label={tr('parts')}
        value={part.value}
        onChoose={(next) => {
          ruleProblem.value = null;
          part.value = next;
        }}
        choices={(Object.keys(PARTS) as Part[]).map((value) => ({ value, label: tr(`part.${value}`) }))}
      />
      {!mayEditRules.value && <p class="note">{tr('readOnly')}</p>}
      <Refused />
      {rules.value.settings === null ? <p class="hint">{tr('loading')}</p> : <Shown />}
    </div>
  );
}

function Refused() {
  const problem = ruleProblem.value;
  if (problem === null) return null;
  return (
    <div class="note bad" role="alert">
      <p>{problemText(problem.code, problem.params, 'problem.other')}</p>
      {problem.status === 412 && (
        <button class="button" type="button" onClick={() => void readDictionaryAgain()}>
          {tr('again')}
        </button>
      )}
    </div>
  );
}
