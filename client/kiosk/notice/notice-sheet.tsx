/** One notice: the grid and its map, who answers for it, what they do, whom to call, the code, and what the map is. */
import type { KioskAtlas, KioskPerson } from '../../../server/contract/kiosk.ts';
import type { PaperName } from '../../print/page-sizes.ts';
import { reviewText, tr } from '../../print/words.ts';
import { day } from '../../state/language.ts';
import { contactsOf } from '../contacts.ts';
import type { Ground, GroundGrid } from '../ground.ts';
import { servicePointsNear } from '../near.ts';
import { Qr } from '../parts/qr.tsx';
import { linkOf } from '../state/address.ts';
import { base } from '../state/atlas.ts';
import { distanceText } from '../words.ts';
import type { Footprint } from './footprints.ts';
import { NoticeMap } from './notice-map.tsx';
import { tn } from './words.ts';

/** Frames of the map in millimetres. */
export const PAPERS = {
  a4: { frame: { width: 186, height: 128 }, letter: 2.5 },
  a3: { frame: { width: 269, height: 186 }, letter: 3.2 },
} as const satisfies Record<PaperName, unknown>;

const DUTIES = ['duties.1', 'duties.2', 'duties.3', 'duties.4', 'duties.5'] as const;

export interface NoticeProps {
  readonly atlas: KioskAtlas;
  readonly ground: Ground;
  readonly grid: GroundGrid;
  readonly footprints: readonly Footprint[];
  readonly paper: PaperName;
}

export function NoticeSheet({ atlas, ground, grid, footprints, paper }: NoticeProps) {
  const { code, name, parent, worker, leader } = grid.grid;
  const areas = atlas.areas.filter((area) => parent.startsWith(area.code)).map((area) => area.name);
  const { hotline, office, hours, mapReview } = contactsOf(atlas.notices, parent);
  const { within } = servicePointsNear(ground, grid.label);
  return (
    <article id={`notice-${code}`} class={`notice ${paper}`} data-grid={code}>
      <header>
        <p>{areas.join(' ')}</p>
        <h2>{name}</h2>
        <p class="notice-code">
          {tn('title')}　{tn('code', { code })}
        </p>
      </header>
      <NoticeMap {...{ ground, grid, footprints }} base={base.value} {...PAPERS[paper]} />
      <Legend />
      <div class="notice-people">
        <NoticePerson role={tn('worker')} person={worker} />
        <NoticePerson role={tn('leader')} person={leader} />
      </div>
      <div class="notice-words">
        <section>
          <h3>{tn('duties.title')}</h3>
          <ol>
            {DUTIES.map((duty) => (
              <li key={duty}>{tn(duty)}</li>
            ))}
          </ol>
        </section>
        <section>
          <h3>{tn('service.title')}</h3>
          {within.length === 0 && <p>{tn('service.none')}</p>}
          {within.slice(0, 2).map(({ place, metres }) => (
            <p key={place.code}>
              {place.name}（{distanceText(metres)}）{place.address}
            </p>
          ))}
          <dl>
            {office !== null && <Line term={tn('office')} text={office} />}
            {hours !== null && <Line term={tn('hours')} text={hours} />}
            <Line term={tn('hotline')} text={hotline} />
          </dl>
          <p class="urgent">{tn('urgent')}</p>
        </section>
        <figure>
          <Qr text={linkOf(code, atlas.link)} name={name} />
          <figcaption>{tn('scan')}</figcaption>
        </figure>
      </div>
      <footer>
        <span>{tn('foot.edition', { edition: atlas.edition, date: day(atlas.inForceFrom) })}</span>
        <span>{reviewText(mapReview)}</span>
        <span>{tr('made', { date: day(new Date().toISOString()) })}</span>
        <span>{tr('sketch')}</span>
      </footer>
    </article>
  );
}

const Line = ({ term, text }: { term: string; text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </div>
);

function NoticePerson({ role, person }: { role: string; person: KioskPerson | null }) {
  return (
    <div class="notice-person">
      {person !== null && person.photo !== null && <img src={`/api/kiosk/photos/${person.photo}`} alt="" />}
      <div>
        <span>{role}</span>
        <b>{person?.name ?? tn('nobody')}</b>
        {person !== null && person.phone !== null && (
          <span>
            {tn('phone')} <strong>{person.phone}</strong>
          </span>
        )}
      </div>
    </div>
  );
}

const LEGEND = ['border', 'building', 'street', 'water', 'service-point'] as const;

const Legend = () => (
  <ul class="notice-legend">
    {LEGEND.map((one) => (
      <li key={one}>
        <svg class="paper-map notice-map" viewBox="0 0 9 5" aria-hidden="true">
          {one === 'border' && <path class="edge" d="M0 2.500H9" />}
          {one === 'building' && <path class="building" d="M2 1h5v3H2z" />}
          {one === 'street' && <path class="street wide" d="M0 2.500H9" />}
          {one === 'water' && <path class="water" d="M.5.500h8v4h-8z" />}
          {one === 'service-point' && <circle class="point" cx="4.5" cy="2.5" r="2" />}
        </svg>
        <span>{tn(`legend.${one}`)}</span>
      </li>
    ))}
  </ul>
);
