/** 我的网格: a large sketch, the whole of it or what is near, who answers for it, and the way to the full map. */
import { useSignal } from '@preact/signals';
import { Segmented } from '../../ui/segmented.tsx';
import { Glyph } from '../glyph.tsx';
import { SketchView } from '../sketch-view.tsx';
import { ownGrids } from '../state/me.ts';
import { gridOf } from '../state/parts.ts';
import { askPosition, here, herePlace } from '../state/position.ts';
import { reached } from '../state/refresh.ts';
import { distanceText, fieldNamed, tf } from '../words.ts';

export function GridScreen() {
  const around = useSignal(false);
  const grids = ownGrids.value.flatMap((code) => gridOf(code) ?? []);
  const at = here.value;
  return (
    <div class="stack">
      <Segmented
        label={tf('sketch.show')}
        value={around.value ? 'around' : 'whole'}
        onChoose={(next) => {
          around.value = next === 'around';
          if (around.value && here.peek() === null) void askPosition();
        }}
        choices={[
          { value: 'whole', label: tf('sketch.whole') },
          { value: 'around', label: tf('sketch.around') },
        ]}
      />
      <SketchView around={around.value} large />
      <p class="where" data-place={herePlace.value}>
        <Glyph name="place" />
        <span>
          {at === null ? tf('where.none') : fieldNamed('place', herePlace.value)}
          {at !== null && <span class="hint"> {tf('where.accuracy', { m: distanceText(at.accuracyM) })}</span>}
        </span>
      </p>
      {grids.map(({ id, properties: { name, households, buildings, shops, leader, worker } }) => (
        <section class="panel" key={id}>
          <h2>{name}</h2>
          <p class="hint mono">{id}</p>
          <p>{tf('grid.facts', { households, buildings })}</p>
          <p>{tf('grid.shops', { count: shops })}</p>
          {leader !== null && <Person role={tf('grid.leader')} name={leader.name} phone={leader.phone} />}
          {worker !== null && <Person role={tf('grid.worker')} name={worker.name} phone={worker.phone} />}
        </section>
      ))}
      {reached.value !== false && grids[0] !== undefined && (
        <a class="button wide" href={`/#/map&grid=${grids[0].id}`} target="_blank" rel="noreferrer">
          {tf('grid.map')}
        </a>
      )}
    </div>
  );
}

/** Office contacts, as they are published. */
const Person = ({ role, name, phone }: { role: string; name: string; phone: string | null }) => (
  <p class="person">
    <span>
      <span class="hint">{role}</span> {name}
    </span>
    {phone !== null && (
      <a class="button" href={`tel:${phone.replace(/[^0-9+]/g, '')}`}>
        {phone}
      </a>
    )}
  </p>
);
