/** The shape of the zone that is made: corners on the map, or a circle by its middle and radius. */
import { useId } from 'preact/hooks';
import { announce } from '../../../state/announce.ts';
import { changeZone, draw, mapMiddle, type ZoneDraft, zoneDraft } from '../../../state/command/zones-draft.ts';
import { draftJudged } from '../../../state/command/zones-judge.ts';
import { isClosable, LEAST_RADIUS_M, MOST_RADIUS_M } from '../../../state/command/zones-shape.ts';
import { number } from '../../../state/language.ts';
import { areaText, tm } from './modes-words.ts';

/** One act of the drawing, and what is said of it. */
export function act(what: Parameters<typeof draw>[0]): void {
  const before = zoneDraft.peek();
  draw(what);
  const now = zoneDraft.peek();
  if (now === before) return;
  if (now === null) announce(tm('spoken.dropped'));
  else if (now.closed) {
    const judged = draftJudged.peek();
    if (judged !== null && 'areaM2' in judged) announce(tm('spoken.closed', { area: areaText(judged.areaM2) }));
  } else if (what === 'back') announce(tm('spoken.back', { n: now.corners.length }));
  else announce(tm('spoken.corner', { n: now.corners.length }));
}

export function ZoneCorners({ draft }: { draft: ZoneDraft }) {
  const { corners, closed } = draft;
  const middle = mapMiddle.value;
  return (
    <div class="zone-shape">
      <p class="hint">
        {tm('zones.drawHint')} {tm('zones.corners', { n: corners.length })}
      </p>
      <div class="line">
        {closed ? (
          <button class="button" type="button" onClick={() => changeZone({ closed: false })}>
            {tm('zones.redraw')}
          </button>
        ) : (
          <>
            <button class="button" type="button" disabled={middle === null} onClick={() => middle && act(middle)}>
              {tm('zones.addMiddle')}
            </button>
            <button class="button" type="button" disabled={!isClosable(corners)} onClick={() => act('close')}>
              {tm('zones.close')}
            </button>
          </>
        )}
        <button class="button" type="button" disabled={corners.length === 0} onClick={() => act('back')}>
          {tm('zones.back')}
        </button>
      </div>
    </div>
  );
}

export function ZoneCircle({ draft }: { draft: ZoneDraft }) {
  const id = useId();
  const { centre } = draft;
  const middle = mapMiddle.value;
  return (
    <div class="zone-shape">
      <div class="field">
        <label for={id}>{tm('zones.radius')}</label>
        <input
          id={id}
          name="radius"
          class="input short"
          type="number"
          min={LEAST_RADIUS_M}
          max={MOST_RADIUS_M}
          value={draft.radiusM}
          onInput={(event) => changeZone({ radiusM: event.currentTarget.value })}
        />
      </div>
      <div class="line">
        <span class="hint">
          {tm('zones.centre')}：
          {centre === null
            ? tm('zones.centreMiddle')
            : tm('zones.centreFixed', { lon: number(centre[0], 5), lat: number(centre[1], 5) })}
        </span>
        <button
          class="button"
          type="button"
          disabled={centre === null && middle === null}
          onClick={() => changeZone({ centre: centre === null ? middle : null })}
        >
          {tm(centre === null ? 'zones.fix' : 'zones.unfix')}
        </button>
      </div>
    </div>
  );
}
