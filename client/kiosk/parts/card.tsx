/** The answer: the grid, who answers for it, what is near, and how to report something. */
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { KioskAtlas } from '../../../server/contract/kiosk.ts';
import { announce } from '../../state/announce.ts';
import { day } from '../../state/language.ts';
import { contactsOf } from '../contacts.ts';
import { Glyph } from '../glyph.tsx';
import type { Ground } from '../ground.ts';
import { linkOf } from '../state/address.ts';
import { goHome } from '../state/camera.ts';
import { type Choice, choice, query } from '../state/choice.ts';
import { isHall } from '../state/idle.ts';
import { distanceText, tk } from '../words.ts';
import { Person } from './person.tsx';
import { Qr } from './qr.tsx';
import { HowToReport } from './report.tsx';
import { ServicePoints } from './service-points.tsx';

/** Nearer to the border than this, a finger does not say which grid is meant. */
const BORDER_M = 15;

function back(): void {
  choice.value = null;
  query.value = '';
  goHome();
}

export function Card({ now, ground, atlas }: { now: Choice; ground: Ground; atlas: KioskAtlas }) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    top.current?.closest('.card')?.scrollTo({ top: 0 });
  }, [now]);
  useSignalEffect(() => {
    const grid = choice.value?.grid?.grid;
    if (grid !== undefined)
      announce(tk('said.chosen', { grid: grid.name, worker: grid.worker?.name ?? tk('said.nobody') }));
    else if (choice.value !== null) announce(tk('card.none'));
  });
  const contacts = contactsOf(atlas.notices, now.grid?.grid.parent ?? atlas.area.code);
  const { worker = null, leader = null, code = '', name = '', parent = '' } = now.grid?.grid ?? {};
  const path = atlas.areas.filter((area) => area.code.length > 6 && parent.startsWith(area.code));
  return (
    <article class="card">
      <div class="card-head">
        <div class="card-title">
          {now.grid !== null && <span class="role">{now.by === 'grid' ? tk('card.this') : tk('card.yours')}</span>}
          <h2 ref={top} tabIndex={-1}>
            {now.grid === null ? tk('card.none') : name}
          </h2>
          {now.grid !== null && (
            <p class="code">
              {path.map((area) => area.name).join(' · ')}
              <span>
                {tk('card.code')} <b>{code}</b>
              </span>
              {now.micro !== null && (
                <span>
                  {tk('card.micro')} <b>{now.micro.grid.name}</b>
                </span>
              )}
            </p>
          )}
        </div>
        <button type="button" class="big primary back" onClick={back}>
          <Glyph name="back" />
          <span>{tk('card.back')}</span>
        </button>
      </div>
      {now.grid === null && (
        <p class="lead">{tk('card.none.lead', { area: atlas.area.name, hotline: contacts.hotline })}</p>
      )}
      {now.place !== null && now.grid !== null && (
        <p class="lead">{tk('card.place', { name: now.place.place.name })}</p>
      )}
      {now.borderM !== null && now.borderM < BORDER_M && (
        <p class="lead border">
          <Glyph name="warn" />
          <span>{tk('card.border', { m: distanceText(now.borderM) })}</span>
        </p>
      )}
      {now.grid !== null && (
        <section class="people">
          {worker === null ? (
            <p class="nobody">{tk('person.none')}</p>
          ) : (
            <Person person={worker} role={tk(now.by === 'grid' ? 'person.worker' : 'person.yours')} first />
          )}
          {leader !== null && <Person person={leader} role={tk('person.leader')} />}
        </section>
      )}
      <div class="parts">
        <div class="column">
          <ServicePoints ground={ground} choice={now} />
          {now.grid !== null && isHall() && (
            <section class="part take">
              <Qr text={linkOf(code, atlas.link)} name={name} />
              <p>{tk('qr.take')}</p>
            </section>
          )}
        </div>
        <HowToReport contacts={contacts} hasWorker={worker !== null} />
      </div>
      <p class="edition">
        {tk('card.edition', { edition: atlas.edition, date: day(atlas.inForceFrom) })}
        {contacts.mapReview !== null && <span>{tk('card.review', { number: contacts.mapReview })}</span>}
      </p>
    </article>
  );
}
