/** One emergency mode: where, why, since when and by whom, its rules, and how it ended or is ended. */
import { useSignal } from '@preact/signals';
import type { Emergency } from '../../../../server/contract/emergencies.ts';
import { announce } from '../../../state/announce.ts';
import { areaByCode } from '../../../state/areas.ts';
import { moment } from '../../../state/command/clock.ts';
import { maySwitch, switching, switchOff } from '../../../state/command/emergency-list.ts';
import { flyTo, isBounds } from '../../../state/viewport.ts';
import { momentText, spanText } from '../time-words.ts';
import { Roster, RulesList } from './emergency-rules.tsx';
import { tm } from './modes-words.ts';
import { ReasonForm } from './reason-form.tsx';

const at = (iso: string): string => momentText(Date.parse(iso));
const between = (from: string, to: number): string => spanText(Math.max(0, to - Date.parse(from)));

export function EmergencyStory({ emergency }: { emergency: Emergency }) {
  const { id, area, areaName, reason, rules, from, by, to } = emergency;
  const ending = useSignal(false);
  const box = areaByCode.value.get(area)?.bbox;
  const end = async (why: string) => {
    const ended = await switchOff(id, why);
    if (ended === null) return;
    ending.value = false;
    announce(tm('spoken.off', { area: areaName }));
  };
  return (
    <article class="mode-item" data-running={to === null} data-emergency={id}>
      <div class="line">
        <h3>{areaName}</h3>
        {isBounds(box) && (
          <button class="plain" type="button" onClick={() => flyTo({ bounds: box })}>
            {tm('emergency.show')}
          </button>
        )}
      </div>
      <p>{reason}</p>
      <p class="hint">
        {tm('emergency.since', { at: at(from), by })}
        {to === null && ` · ${tm('emergency.lasted', { span: between(from, moment.value) })}`}
      </p>
      {to !== null && (
        <>
          <p class="hint">
            {tm('emergency.ended', { at: at(to), by: emergency.endedBy, span: between(from, Date.parse(to)) })}
          </p>
          <p class="hint">{tm('emergency.endReason', { reason: emergency.endReason })}</p>
        </>
      )}
      <details>
        <summary>{tm('emergency.rules')}</summary>
        <RulesList rules={rules} />
        <Roster roster={rules.roster} />
      </details>
      {to === null &&
        maySwitch(area) &&
        (ending.value ? (
          <ReasonForm
            label={tm('emergency.endLabel')}
            confirm={tm('emergency.endConfirm')}
            busy={switching.value}
            onConfirm={(why) => void end(why)}
            onCancel={() => {
              ending.value = false;
            }}
          >
            <p class="note">{tm('emergency.endBefore')}</p>
          </ReasonForm>
        ) : (
          <button
            class="button"
            type="button"
            onClick={() => {
              ending.value = true;
            }}
          >
            {tm('emergency.end')}
          </button>
        ))}
    </article>
  );
}
