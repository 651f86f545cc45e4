/** The edition that a plan became: its number, which grid follows which, and where people went. */
import { useEffect, useRef } from 'preact/hooks';
import type { Published } from '../../../../server/contract/plan-publish.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { editions } from '../../../state/editions.ts';
import { day, number } from '../../../state/language.ts';
import { flyToGrid, nameOfGrid } from '../../../state/plan/plan-map.ts';
import { tl } from '../life-words.ts';
import { Posts } from './posts.tsx';
import { Numbers, SheetLinks } from './publish-effects.tsx';

/** More are a list for the compare view. */
const MOST_LINKS = 60;

export function PublishedNow({ plan, answer }: { plan: Plan; answer: Published | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (answer !== null) heading.current?.focus();
  }, [answer]);
  if (answer === null) return <Earlier plan={plan} />;
  const links = answer.links.filter(({ predecessor, successor }) => predecessor !== successor);
  return (
    <section class="published">
      <h3 ref={heading} tabIndex={-1}>
        <span aria-hidden="true">●</span> {tl('published.title', { n: String(answer.editionNumber) })}
      </h3>
      <p>
        {tl('published.lead')} {answer.rebased && tl('published.rebased')}
      </p>
      <Numbers preview={answer} />
      {links.length > 0 && (
        <>
          <h4>{tl('published.links')}</h4>
          <ul class="lines">
            {links.slice(0, MOST_LINKS).map(({ predecessor, successor, households, areaM2 }) => (
              <li key={`${predecessor} ${successor}`}>
                <button type="button" onClick={() => flyToGrid(successor)}>
                  {tl('published.linkRow', {
                    from: nameOfGrid(predecessor),
                    to: nameOfGrid(successor),
                    households,
                    area: number(areaM2),
                  })}
                </button>
              </li>
            ))}
          </ul>
          {links.length > MOST_LINKS && (
            <p class="hint">{tl('published.linksMore', { count: links.length - MOST_LINKS })}</p>
          )}
        </>
      )}
      <Posts posts={answer.posts} />
      <SheetLinks plan={plan} />
    </section>
  );
}

function Earlier({ plan }: { plan: Plan }) {
  const edition = editions.value.find(({ id }) => id === plan.edition);
  return (
    <section class="published">
      <h3>
        <span aria-hidden="true">●</span>{' '}
        {edition === undefined
          ? tl('published.earlierUnknown')
          : tl('published.earlier', { n: String(edition.number), day: day(edition.inForceFrom) })}
      </h3>
      <SheetLinks plan={plan} />
    </section>
  );
}
