/** 上报: three taps, photo, kind and place; the last one puts it into the outbox, from where it can be taken back for a moment. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { NewEvent } from '../../../server/contract/events.ts';
import { looksPersonal } from '../../state/personal.ts';
import { BuildingPicker } from '../building-picker.tsx';
import { Glyph } from '../glyph.tsx';
import { KindPicker } from '../kind-picker.tsx';
import { PhotoField } from '../photo-field.tsx';
import { Sheet } from '../sheet.tsx';
import { homeArea, mayReport } from '../state/me.ts';
import { outbox } from '../state/outbox.ts';
import { type Building, kindName } from '../state/parts.ts';
import { askPosition, here, hereGrid, type Position, trouble } from '../state/position.ts';
import { go, screen } from '../state/route.ts';
import { report } from '../state/steps.ts';
import { noteUse } from '../state/used-kinds.ts';
import { HOLD_MS, say } from '../toast.tsx';
import { distanceText, tf } from '../words.ts';
import { storeProblem } from './step-form.tsx';

type Where =
  | { readonly by: 'here'; readonly at: Position }
  | { readonly by: 'building'; readonly building: Building }
  | { readonly by: 'nowhere' };

const placed = (where: Where): Partial<NewEvent> =>
  where.by === 'here'
    ? { lon: where.at.lon, lat: where.at.lat, accuracyM: Math.min(100_000, Math.round(where.at.accuracyM)) }
    : where.by === 'building'
      ? { place: where.building.code }
      : {};

export function Report() {
  const files = useSignal<readonly Blob[]>([]);
  const kind = useSignal<string | null>(null);
  const text = useSignal('');
  const solved = useSignal<string | null>(null);
  const picking = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  // asked for while the photo is taken, so that the third tap need not wait
  useEffect(() => {
    if (here.peek() === null) void askPosition();
  }, []);
  if (!mayReport.value) return <p class="note warn">{tf('report.role')}</p>;

  const send = async (where: Where) => {
    const category = kind.value;
    const area = homeArea.value;
    if (category === null || busy.value) return;
    busy.value = true;
    problem.value = null;
    try {
      const said = text.value.trim() === '' ? tf('report.default', { kind: kindName(category) }) : text.value.trim();
      const id = await report(
        {
          category,
          text: said,
          channel: 'worker',
          ...placed(where),
          ...(area === null ? {} : { area }),
          ...(solved.value === null ? {} : { solved: solved.value.trim() || tf('report.solved.default') }),
        },
        files.value,
        HOLD_MS,
      );
      void noteUse(category);
      // whoever has gone on meanwhile stays there
      if (screen.peek() === 'report') go('today');
      say(tf('queued.report', { kind: kindName(category) }), { label: tf('undo'), act: () => void outbox.drop(id) });
    } catch (error) {
      problem.value = storeProblem(error);
    } finally {
      busy.value = false;
    }
  };
  const lacksPhoto = solved.value !== null && files.value.length === 0;
  return (
    <div class="stack report">
      <section class="panel stack">
        <h2>
          <b class="step-number">1</b> {tf('report.photo')}
        </h2>
        <PhotoField
          large
          files={files.value}
          change={(next) => {
            files.value = next;
          }}
        />
      </section>
      <section class="panel stack">
        <h2>
          <b class="step-number">2</b> {tf('report.kind')}
        </h2>
        <KindPicker
          chosen={kind.value}
          choose={(code) => {
            kind.value = code;
          }}
        />
        <details class="more">
          <summary>{tf('report.more')}</summary>
          <div class="stack">
            <label class="field">
              <span class="label">{tf('report.text')}</span>
              <textarea
                class="input"
                rows={2}
                maxLength={500}
                name="text"
                placeholder={tf('report.text.hint')}
                value={text.value}
                onInput={({ currentTarget }) => {
                  text.value = currentTarget.value;
                }}
              />
            </label>
            {looksPersonal(text.value) && <p class="note warn">{tf('personal')}</p>}
            <label class="check">
              <input
                type="checkbox"
                checked={solved.value !== null}
                onChange={({ currentTarget }) => {
                  solved.value = currentTarget.checked ? '' : null;
                }}
              />
              {tf('report.solved')}
            </label>
            {solved.value !== null && (
              <label class="field">
                <span class="label">{tf('report.solved.how')}</span>
                <input
                  class="input"
                  name="solved"
                  maxLength={400}
                  value={solved.value}
                  onInput={({ currentTarget }) => {
                    solved.value = currentTarget.value;
                  }}
                />
              </label>
            )}
          </div>
        </details>
      </section>
      <section class="panel stack">
        <h2>
          <b class="step-number">3</b> {tf('report.place')}
        </h2>
        {kind.value === null && <p class="hint">{tf('report.kindFirst')}</p>}
        {lacksPhoto && <p class="hint">{tf('report.solved.photo')}</p>}
        <Here disabled={kind.value === null || lacksPhoto || busy.value} send={send} />
        <button
          class="button wide"
          type="button"
          disabled={kind.value === null || lacksPhoto || busy.value}
          onClick={() => {
            picking.value = true;
          }}
        >
          <Glyph name="visits" />
          {tf('report.building')}
        </button>
        {problem.value !== null && (
          <p class="note bad" role="alert">
            {problem.value}
          </p>
        )}
      </section>
      {picking.value && (
        <Sheet
          title={tf('report.building')}
          close={() => {
            picking.value = false;
          }}
        >
          <BuildingPicker
            choose={(building) => {
              picking.value = false;
              void send({ by: 'building', building });
            }}
          />
        </Sheet>
      )}
    </div>
  );
}

function Here({ disabled, send }: { disabled: boolean; send: (where: Where) => Promise<void> }) {
  const at = here.value;
  const looking = useSignal(false);
  if (at === null)
    return (
      <>
        <p class="note">{tf(trouble.value === null ? 'where.none' : `trouble.${trouble.value}`)}</p>
        <div class="pair">
          <button
            class="button"
            type="button"
            disabled={looking.value}
            onClick={() => {
              looking.value = true;
              void askPosition().finally(() => {
                looking.value = false;
              });
            }}
          >
            {tf(looking.value ? 'duty.locating' : 'where.ask')}
          </button>
          <button class="button" type="button" disabled={disabled} onClick={() => void send({ by: 'nowhere' })}>
            {tf('report.nowhere')}
          </button>
        </div>
      </>
    );
  return (
    <button class="button primary huge" type="button" disabled={disabled} onClick={() => void send({ by: 'here', at })}>
      <span>
        {tf('report.here')}
        <small>
          {hereGrid.value?.properties.name ?? tf('where.noGrid')} ·{' '}
          {tf('where.accuracy', { m: distanceText(at.accuracyM) })}
        </small>
      </span>
    </button>
  );
}
