/** Where the layers agree and where not: what each leaves open, and pair by pair the places, most households first. */
import type { CellCounts, SourceReport } from '../../../../server/contract/plan-sources.ts';
import { areaByCode } from '../../../state/areas.ts';
import { number } from '../../../state/language.ts';
import { chosenPlace, type DifferencePlace, flyToPlace, places, shownPair } from '../../../state/plan/sources.ts';
import { setParams } from '../../../state/route.ts';
import { tl } from '../life-words.ts';

export function Differences({ report }: { report: SourceReport }) {
  const { pairs, problems, all } = report;
  const pair = pairs[shownPair.value];
  return (
    <section>
      {problems.length > 0 && (
        <p class="note warn">
          {tl('sources.problems', { list: problems.map(({ community }) => areaName(community)) })}
        </p>
      )}
      <Sources report={report} />
      {pairs.length > 1 && (
        <label class="field">
          <span class="label">{tl('sources.pair')}</span>
          <select
            class="input"
            value={shownPair.value}
            onChange={({ currentTarget: { value } }) => {
              shownPair.value = Number(value);
              setParams({ place: null });
            }}
          >
            {pairs.map(({ one, other }, item) => (
              <option key={`${one} ${other}`} value={item}>
                {tl('sources.pairName', { one, other })}
              </option>
            ))}
          </select>
        </label>
      )}
      {pair !== undefined && (
        <>
          <h4>{tl('sources.pairName', { one: pair.one, other: pair.other })}</h4>
          <Shares agreed={pair.agreed} differing={pair.differing} all={all} />
          {pair.places.length === 0 ? (
            <p class="note good">{tl('sources.same')}</p>
          ) : (
            <>
              <p class="label">{tl('sources.places', { count: pair.places.length })}</p>
              <ol class="difference-rows">
                {places.value.map((place, item) => (
                  <PlaceRow key={`${place.community} ${place.one} ${place.other}`} place={place} item={item} />
                ))}
              </ol>
            </>
          )}
        </>
      )}
    </section>
  );
}

const areaName = (code: string): string => areaByCode.value.get(code)?.name ?? code;

const countsText = ({ cells, households }: CellCounts): string =>
  cells === 0 ? tl('sources.nothing') : tl('sources.counts', { cells, households });

const Sources = ({ report: { sources } }: { report: SourceReport }) => (
  <div class="table-wrap">
    <table class="source-table">
      <thead>
        <tr>
          <th />
          <th>{tl('sources.uncovered')}</th>
          <th>{tl('sources.doubled')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map(({ name, uncovered, doubled }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{countsText(uncovered)}</td>
            <td>{countsText(doubled)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function Shares({ agreed, differing, all }: { agreed: CellCounts; differing: CellCounts; all: CellCounts }) {
  const share = ({ households }: CellCounts) => (all.households === 0 ? 0 : (100 * households) / all.households);
  const text = (counts: CellCounts) =>
    tl('sources.share', { households: counts.households, share: number(share(counts), 1) });
  return (
    <div class="shares">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="agreed" width={share(agreed)} height="8" />
        <rect class="differing" x={share(agreed)} width={share(differing)} height="8" />
      </svg>
      <dl class="facts-grid">
        <dt>{tl('sources.agreed')}</dt>
        <dd>{text(agreed)}</dd>
        <dt>{tl('sources.differing')}</dt>
        <dd>{text(differing)}</dd>
      </dl>
    </div>
  );
}

function PlaceRow({ place, item }: { place: DifferencePlace; item: number }) {
  const { one, other, households, cells, community } = place;
  return (
    <li>
      <button
        type="button"
        aria-pressed={chosenPlace.value === item}
        onClick={() => {
          setParams({ place: String(item) });
          flyToPlace(place);
        }}
      >
        <span class="number" aria-hidden="true">
          {item + 1}
        </span>
        <span class="what">
          {tl('sources.place', { one: one ?? tl('sources.inNone'), other: other ?? tl('sources.inNone') })}
        </span>
        <span class="where">{tl('sources.placeCounts', { households, cells, community: areaName(community) })}</span>
      </button>
    </li>
  );
}
