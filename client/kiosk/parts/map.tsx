/** The map: a drawing, so that it needs neither WebGL nor network. North is up. Everything it does, the keypad and lists do too. */
import { useComputed, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Glyph } from '../glyph.tsx';
import { scaleLength } from '../paths.ts';
import { base, ground } from '../state/atlas.ts';
import { camera, goHome, isHome, panBy, showChoice, size, zoomBy } from '../state/camera.ts';
import { choice, choosePoint } from '../state/choice.ts';
import { readOutlines } from '../state/outlines.ts';
import { distanceText, tk } from '../words.ts';
import { MapGround } from './map-ground.tsx';
import { ChosenGrid, Signs } from './map-signs.tsx';
import { mapTouch } from './map-touch.ts';

/** A building within so many pixels of a touch is what was meant, where that is no more than so many metres. */
const REACH_PX = 26;
const REACH_M = 14;
const STEP_PX = 80;

function ask(x: number, y: number): void {
  const { x: cx, y: cy, metresPerPixel } = camera.peek();
  const reach = Math.min(REACH_M, REACH_PX * metresPerPixel);
  choosePoint({ x: cx + x * metresPerPixel, y: cy + y * metresPerPixel }, reach);
}

const KEYS: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => panBy(STEP_PX, 0),
  ArrowRight: () => panBy(-STEP_PX, 0),
  ArrowUp: () => panBy(0, STEP_PX),
  ArrowDown: () => panBy(0, -STEP_PX),
  '+': () => zoomBy(1.5),
  '=': () => zoomBy(1.5),
  '-': () => zoomBy(1 / 1.5),
  Enter: () => ask(0, 0),
};

export function MapView() {
  const frame = useRef<HTMLDivElement>(null);
  const touch = useRef(mapTouch(() => frame.current, ask)).current;
  const below = useComputed(() =>
    ground.value === null ? null : <MapGround ground={ground.value} base={base.value} />,
  );
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => {
      size.value = {
        width: Math.max(1, element.clientWidth),
        height: Math.max(1, element.clientHeight),
        letter: 0.9 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      };
      if (choice.peek() !== null) showChoice();
      else if (isHome.peek()) goHome();
    });
    watch.observe(element);
    // passive listeners could not keep the page from scrolling
    element.addEventListener('wheel', touch.wheel, { passive: false });
    return () => {
      watch.disconnect();
      element.removeEventListener('wheel', touch.wheel);
    };
  }, [touch]);
  useSignalEffect(() => {
    if (ground.value !== null && choice.peek() === null && isHome.peek()) goHome();
  });
  useSignalEffect(() => {
    if (choice.value === null) return;
    showChoice();
    void readOutlines();
  });

  const { x, y, metresPerPixel } = camera.value;
  const { width, height } = size.value;
  const [across, down] = [width * metresPerPixel, height * metresPerPixel];
  const scale = scaleLength(Math.min(180, width / 4) * metresPerPixel);
  return (
    <section class="map" aria-label={tk('map.label')}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div
        ref={frame}
        class="map-frame"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move it
        tabIndex={0}
        aria-label={tk('map.how')}
        onPointerDown={touch.down}
        onPointerMove={touch.move}
        onPointerUp={touch.up}
        onPointerCancel={touch.cancel}
        onKeyDown={(event) => {
          const act = KEYS[event.key];
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
      >
        <svg
          aria-hidden="true"
          viewBox={`${(x - across / 2).toFixed(2)} ${(y - down / 2).toFixed(2)} ${across.toFixed(2)} ${down.toFixed(2)}`}
        >
          <g data-near={metresPerPixel < 1.6}>{below}</g>
          {ground.value !== null && <ChosenGrid ground={ground.value} />}
          {ground.value !== null && <Signs ground={ground.value} />}
        </svg>
      </div>
      {choice.value === null && (
        <p class="map-hint">
          <Glyph name="touch" />
          <span>{tk('map.touch')}</span>
        </p>
      )}
      <div class="map-buttons">
        <button type="button" class="round" aria-label={tk('map.in')} onClick={() => zoomBy(1.8)}>
          <Glyph name="plus" />
        </button>
        <button type="button" class="round" aria-label={tk('map.out')} onClick={() => zoomBy(1 / 1.8)}>
          <Glyph name="minus" />
        </button>
        <button type="button" class="round" aria-label={tk('map.home')} onClick={goHome}>
          <Glyph name="extent" />
        </button>
      </div>
      <p class="map-scale">
        <span class="hidden-text">{tk('map.scale', { m: distanceText(scale) })}</span>
        <svg aria-hidden="true" width={(scale / metresPerPixel).toFixed(0)} height="10">
          <path d={`M1 0v9H${(scale / metresPerPixel - 1).toFixed(0)}V0`} />
        </svg>
        <span aria-hidden="true">{distanceText(scale)}</span>
      </p>
    </section>
  );
}
