/** The legend is the layer control: what the colours mean, what is shown, how strong. */
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { BAND_COLOURS, GRID_COLOURS, ground } from '../map/palette.ts';
import { baseMap } from '../state/base-map.ts';
import { grids } from '../state/grids.ts';
import { number, t } from '../state/language.ts';
import { theme } from '../state/theme.ts';
import { gridsCovered, mode, opacity, type Shown, shown, toggleShown } from '../state/view.ts';
import { fetched } from './fetched.tsx';
import { Icon } from './icon.tsx';
import { Segmented } from './segmented.tsx';

const LAYERS: readonly (keyof Shown)[] = ['grids', 'names', 'areas', 'micro', 'streets', 'buildings'];

const BaseMapControl = fetched(() => import('./base-map-control.tsx').then((module) => module.BaseMapControl));

/** Open on a wide screen; a button on a phone. */
const startsOpen = (): boolean => !window.matchMedia('(max-width: 68rem)').matches;

export function Legend({ First }: { First: ComponentType | undefined }) {
  const open = useSignal(startsOpen());
  return (
    <section class="float legend" data-open={open.value} aria-label={t('legend.title')}>
      <details
        open={open.value}
        onToggle={(event) => {
          open.value = event.currentTarget.open;
        }}
      >
        <summary aria-label={t('legend.title')}>
          <Icon name="layers" />
          <span class="word">{t('legend.title')}</span>
          <Icon name="up" />
        </summary>
        <div class="inside">
          {First && <First />}
          {gridsCovered.value ? <Lines /> : <Fills />}
          <details class="more">
            <summary>
              {t('legend.layers')}
              <Icon name="down" />
            </summary>
            <div class="layers">
              {LAYERS.map((name) => (
                <label class="check" key={name}>
                  <input type="checkbox" checked={shown.value[name]} onChange={() => toggleShown(name)} />
                  {t(`layer.${name}`)}
                </label>
              ))}
            </div>
            <label class="field">
              <span class="label">{t('legend.opacity')}</span>
              <input
                type="range"
                min="0.2"
                max="1.4"
                step="0.1"
                value={opacity.value}
                onInput={(event) => {
                  opacity.value = Number(event.currentTarget.value);
                }}
              />
            </label>
            {baseMap.value && <BaseMapControl />}
          </details>
        </div>
      </details>
    </section>
  );
}

/** Grids as they are filled, where nothing else fills the map. */
const Fills = () => (
  <>
    <Segmented
      label={t('legend.mode')}
      value={mode.value}
      onChoose={(next) => {
        mode.value = next;
      }}
      choices={[
        { value: 'neighbours', label: t('legend.neighbours') },
        { value: 'band', label: t('legend.band') },
      ]}
    />
    {mode.value === 'band' ? <BandClasses /> : <Lines filled />}
  </>
);

function BandClasses() {
  const counts = { under: 0, in: 0, over: 0, none: 0 };
  for (const { properties } of grids.value.features) if (properties.kind !== 'micro') counts[properties.bandResult]++;
  return (
    <ul class="classes">
      {(['over', 'in', 'under', 'none'] as const).map((name) => (
        <li key={name}>
          <BandSwatch of={name} />
          <span>{t(`band.${name}.long`)}</span>
          <span class="n">{number(counts[name])}</span>
        </li>
      ))}
    </ul>
  );
}

/** The class as the map draws it, hatch and all. */
function BandSwatch({ of }: { of: keyof typeof BAND_COLOURS }) {
  const [lines, dots] = theme.value === 'dark' ? ['#ffbe8c', '#a0d7ff'] : ['#7a2e00', '#00345c'];
  return (
    <svg class="swatch" viewBox="0 0 27 17" aria-hidden="true">
      <rect width="27" height="17" fill={BAND_COLOURS[of]} fill-opacity="0.55" />
      {of === 'over' && <path d="M0 8 8 0M0 17 17 0M10 17 27 0M19 17l8-8" stroke={lines} stroke-width="1.4" />}
      {of === 'under' &&
        [4, 10, 16, 22].flatMap((x) =>
          [5, 12].map((y) => <circle key={`${x}/${y}`} cx={x} cy={y} r="1.3" fill={dots} />),
        )}
    </svg>
  );
}

function Lines({ filled = false }: { filled?: boolean }) {
  const { areaLine, gridLine } = ground(theme.value);
  return (
    <ul class="classes">
      {filled && (
        <li>
          <svg class="swatch" viewBox="0 0 27 17" aria-hidden="true">
            {GRID_COLOURS.slice(0, 6).map((colour, index) => (
              <rect key={colour} x={index * 4.5} width="4.5" height="17" fill={colour} fill-opacity="0.6" />
            ))}
          </svg>
          <span>{t('legend.colours')}</span>
        </li>
      )}
      <li>
        <svg class="swatch line" viewBox="0 0 27 4" aria-hidden="true">
          <path d="M0 2h27" stroke={areaLine} stroke-width="2.4" stroke-dasharray="7 2 2 2" />
        </svg>
        <span>{t('legend.town')}</span>
      </li>
      <li>
        <svg class="swatch line" viewBox="0 0 27 4" aria-hidden="true">
          <path d="M0 2h27" stroke={areaLine} stroke-width="1.4" stroke-dasharray="4 2.5" />
        </svg>
        <span>{t('legend.community')}</span>
      </li>
      <li>
        <svg class="swatch line" viewBox="0 0 27 4" aria-hidden="true">
          <path d="M0 2h27" stroke={gridLine} stroke-width="1.4" stroke-dasharray="2 2" />
        </svg>
        <span>{t('layer.micro')}</span>
      </li>
    </ul>
  );
}
