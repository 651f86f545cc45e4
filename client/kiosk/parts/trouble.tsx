/** Nothing can be shown: why, and what to do. Where several counties are served, the area is chosen here once. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AreaList } from '../../../server/contract/areas.ts';
import { Glyph } from '../glyph.tsx';
import { linkOfArea } from '../state/address.ts';
import { load, trouble } from '../state/atlas.ts';
import { ask } from '../state/kept.ts';
import { tk, troubleText } from '../words.ts';

/** The whole is too much for one screen, or there is no whole. */
const ASKS_FOR_AREA = ['locate-question-ambiguous', 'value-out-of-bounds'];

export function Trouble({ code }: { code: string }) {
  if (ASKS_FOR_AREA.includes(code)) return <ChooseArea />;
  return (
    <main class="trouble">
      <Glyph name="warn" />
      <h2>{tk('trouble.title')}</h2>
      <p>{troubleText(code)}</p>
      <button
        type="button"
        class="big primary"
        onClick={() => {
          trouble.value = null;
          void load();
        }}
      >
        {tk('retry')}
      </button>
      {code === 'grid-unknown' && (
        <a class="big" href="/kiosk">
          {tk('search.all')}
        </a>
      )}
    </main>
  );
}

function ChooseArea() {
  const areas = useSignal<AreaList['areas']>([]);
  useEffect(() => {
    void ask('/api/areas')
      .then(({ text }) => {
        areas.value = (JSON.parse(text) as AreaList).areas;
      })
      .catch(() => {});
  }, [areas]);
  return (
    <main class="trouble choose">
      <h2>{tk('choose.title')}</h2>
      <p>{tk('choose.lead')}</p>
      <ul>
        {areas.value.map(({ code, name, level }) => (
          <li key={code} data-level={level}>
            <a class="big" href={linkOfArea(code)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
