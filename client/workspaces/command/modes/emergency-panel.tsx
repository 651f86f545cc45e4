/** 平战转换: what runs, switching on, and what there was. */
import { useEffect } from 'preact/hooks';
import { emergencyDraft, emptyDraft } from '../../../state/command/emergency-draft.ts';
import {
  allEmergencies,
  emergencyProblem,
  followEmergencyList,
  maySwitch,
  pastEmergencies,
  runningEmergencies,
} from '../../../state/command/emergency-list.ts';
import { commandArea } from '../../../state/command/roles.ts';
import { session } from '../../../state/who.ts';
import { EmergencyForm } from './emergency-form.tsx';
import { EmergencyStory } from './emergency-story.tsx';
import { refusedText, tm } from './modes-words.ts';
import '../../../theme/command-alarm.css';
import '../../../theme/command-modes.css';

/** The area on the screen, or the part of it that the reader commands; null: none. */
function ownArea(): string | null {
  const here = commandArea.value;
  if (here === null || maySwitch(here)) return here;
  const own = session.value?.grants.find(({ role, area }) => role === 'dispatcher' && area?.startsWith(here));
  return own?.area ?? null;
}

export function EmergencyPanel() {
  useEffect(followEmergencyList, []);
  useEffect(
    () => () => {
      emergencyDraft.value = null;
    },
    [],
  );
  const known = allEmergencies.value !== null;
  const own = ownArea();
  const problem = emergencyProblem.value;
  const draft = emergencyDraft.value;
  return (
    <div class="scroll modes">
      <h2>{tm('emergency.title')}</h2>
      {problem !== null && (
        <p class="note bad" role="alert">
          {refusedText(problem)}
        </p>
      )}
      {!known && problem === null && <p class="hint">{tm('emergency.loading')}</p>}
      {known && runningEmergencies.value.length === 0 && <p class="note">{tm('emergency.none')}</p>}
      {runningEmergencies.value.length > 0 && (
        <section aria-label={tm('emergency.running')}>
          {runningEmergencies.value.map((one) => (
            <EmergencyStory key={one.id} emergency={one} />
          ))}
        </section>
      )}
      {own === null || !maySwitch(own) ? (
        <p class="hint">{tm('emergency.mayNot')}</p>
      ) : draft === null ? (
        <button
          class={runningEmergencies.value.length === 0 ? 'button primary' : 'button'}
          type="button"
          onClick={() => {
            emergencyProblem.value = null;
            emergencyDraft.value = emptyDraft(own);
          }}
        >
          {tm('emergency.start')}
        </button>
      ) : (
        <EmergencyForm draft={draft} />
      )}
      {pastEmergencies.value.length > 0 && (
        <details class="past-modes">
          <summary>{tm('emergency.past', { count: pastEmergencies.value.length })}</summary>
          {pastEmergencies.value.map((one) => (
            <EmergencyStory key={one.id} emergency={one} />
          ))}
        </details>
      )}
    </div>
  );
}
