/** The map's part of the page: the map itself, fetched apart, and what lies on it in every workspace. */
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { county, countyCode } from '../state/areas.ts';
import { baseMap } from '../state/base-map.ts';
import { t } from '../state/language.ts';
import { noteProblem } from '../state/service.ts';
import { canDraw, mapOnly } from '../state/view.ts';
import { flyTo, isBounds, zoomStep } from '../state/viewport.ts';
import { DEMO_COUNTY, isDemo } from '../state/who.ts';
import { fetched } from './fetched.tsx';
import { Icon } from './icon.tsx';
import { Legend } from './legend.tsx';
import { ScaleBar } from './scale-bar.tsx';

const BaseMapSource = fetched(() => import('./base-map-source.tsx').then((module) => module.BaseMapSource));

export function Stage({ legend, children }: { legend: ComponentType | undefined; children: ComponentChildren }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let wanted = true;
    import('../map/main-map.ts').then(({ startMainMap }) => {
      if (wanted && container.current) stop = startMainMap(container.current);
    }, noteProblem);
    return () => {
      wanted = false;
      stop?.();
    };
  }, []);
  const drawn = canDraw.value !== false;
  return (
    <main class="stage">
      <div class="map" ref={container} hidden={!drawn} />
      {canDraw.value === null && <div class="map-wait">{t('map.loading')}</div>}
      {children}
      {drawn && (
        <>
          <Legend First={legend} />
          <ZoomButtons />
          <ScaleBar />
          {baseMap.value && <BaseMapSource />}
          {isDemo.value && countyCode.value === DEMO_COUNTY && <p class="demo-line">{t('demo.line')}</p>}
        </>
      )}
    </main>
  );
}

function ZoomButtons() {
  const whole = () => {
    const box = county.value?.bbox;
    if (isBounds(box)) flyTo({ bounds: box });
  };
  return (
    <div class="float zoom">
      <button
        type="button"
        aria-label={t('map.zoomIn')}
        title={t('map.zoomIn')}
        onClick={() => {
          zoomStep.value = { by: 1 };
        }}
      >
        <Icon name="plus" />
      </button>
      <button
        type="button"
        aria-label={t('map.zoomOut')}
        title={t('map.zoomOut')}
        onClick={() => {
          zoomStep.value = { by: -1 };
        }}
      >
        <Icon name="minus" />
      </button>
      <button type="button" aria-label={t('map.whole')} title={t('map.whole')} onClick={whole}>
        <Icon name="extent" />
      </button>
      <button
        type="button"
        aria-label={t('keys.mapOnly')}
        title={`${t('keys.mapOnly')} (\\)`}
        aria-pressed={mapOnly.value}
        onClick={() => {
          mapOnly.value = !mapOnly.value;
        }}
      >
        <Icon name="panel" />
      </button>
    </div>
  );
}
