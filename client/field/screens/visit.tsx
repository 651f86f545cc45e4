/** A visit at one building: how many households were met, how many of them need what. Counts only; who was met is nowhere. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { NewVisit } from '../../../server/contract/visits.ts';
import { looksPersonal } from '../../state/personal.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Glyph } from '../glyph.tsx';
import { NEED_NAMES } from '../need-names.ts';
import { metresBetween } from '../state/ground.ts';
import { isLeader } from '../state/me.ts';
import { outbox } from '../state/outbox.ts';
import { buildings, duty } from '../state/parts.ts';
import { askPosition, here } from '../state/position.ts';
import { back, go, subject } from '../state/route.ts';
import { dutyWaiting, shift } from '../state/shift.ts';
import { Stepper } from '../stepper.tsx';
import { HOLD_MS, say } from '../toast.tsx';
import { distanceText, fieldNamed, tf } from '../words.ts';
import { storeProblem } from './step-form.tsx';

const MOST = 10_000;

export function VisitForm() {
  const building = (buildings.value ?? []).find(({ code }) => code === subject.value);
  const kind = useSignal<NewVisit['kind']>('visit');
  const households = useSignal(0);
  const needs = useSignal<Readonly<Record<string, number>>>({});
  const note = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    if (here.peek() === null) void askPosition();
  }, []);
  if (building === undefined) return <p class="note">{tf('buildings.none')}</p>;
  const at = here.value;
  const away = at === null ? null : metresBetween(at.lon, at.lat, building.lon, building.lat);
  const near = duty.value?.settings?.nearM ?? 50;
  const isFar = away !== null && at !== null && away - at.accuracyM > near;
  const tooMany = building.households !== null && households.value > building.households;

  const save = async () => {
    busy.value = true;
    problem.value = null;
    const id = crypto.randomUUID();
    const counted = Object.fromEntries(Object.entries(needs.value).filter(([, count]) => count > 0));
    const body: NewVisit = {
      id,
      place: building.code,
      kind: kind.value,
      households: households.value,
      ...(Object.keys(counted).length === 0 ? {} : { needs: counted }),
      ...(note.value.trim() === '' ? {} : { note: note.value.trim() }),
      ...(at === null ? {} : { lon: at.lon, lat: at.lat, accuracyM: Math.min(100_000, Math.round(at.accuracyM)) }),
    };
    try {
      await outbox.add([
        { id, subject: id, after: dutyWaiting(), label: building.name, holdMs: HOLD_MS, task: { kind: 'visit', body } },
      ]);
      back();
      say(tf('queued.visit', { name: building.name }), { label: tf('undo'), act: () => void outbox.drop(id) });
    } catch (error) {
      problem.value = storeProblem(error);
    } finally {
      busy.value = false;
    }
  };

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <header>
        <h2>{building.name}</h2>
        <p class="hint">
          {building.households === null
            ? tf('visits.uncounted')
            : tf('visits.households', { count: building.households })}
          {away !== null && ` · ${tf('away', { m: distanceText(away) })}`}
        </p>
      </header>
      {shift.value === null && (
        <p class="note warn">
          {tf('visits.offDuty')}{' '}
          <button class="button" type="button" onClick={() => go('today')}>
            {tf('duty.go')}
          </button>
        </p>
      )}
      {isFar && (
        <p class="note warn">
          <Glyph name="warn" /> {tf('visit.far', { m: distanceText(away) })}
        </p>
      )}
      {at === null && <p class="note">{tf('visit.noPosition')}</p>}
      {isLeader.value && (
        <Segmented
          label={tf('visit.kind')}
          value={kind.value}
          onChoose={(next) => {
            kind.value = next;
          }}
          choices={[
            { value: 'visit', label: tf('visit.kind.visit') },
            { value: 'spot-check', label: tf('visit.kind.spot-check') },
          ]}
        />
      )}
      <section class="panel">
        <Stepper
          name="households"
          label={tf('visit.households')}
          value={households.value}
          max={MOST}
          change={(value) => {
            households.value = value;
          }}
        />
        {tooMany && <p class="note warn">{tf('visit.tooMany', { count: building.households })}</p>}
      </section>
      <section class="panel">
        <h3>{tf('visit.needs')}</h3>
        {NEED_NAMES.map((need) => (
          <Stepper
            key={need}
            name={need}
            label={fieldNamed('need', need)}
            value={needs.value[need] ?? 0}
            max={MOST}
            change={(value) => {
              needs.value = { ...needs.value, [need]: value };
            }}
          />
        ))}
      </section>
      <label class="field">
        <span class="label">{tf('visit.note')}</span>
        <textarea
          class="input"
          rows={2}
          maxLength={200}
          name="note"
          placeholder={tf('visit.note.hint')}
          value={note.value}
          onInput={({ currentTarget }) => {
            note.value = currentTarget.value;
          }}
        />
      </label>
      {looksPersonal(note.value) && <p class="note warn">{tf('personal')}</p>}
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problem.value}
        </p>
      )}
      <button class="button primary huge" type="submit" disabled={busy.value || shift.value === null}>
        {tf('visit.save')}
      </button>
    </form>
  );
}
