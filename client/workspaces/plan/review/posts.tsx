/** Holders of posts whose grids end: who goes on where, who is left, and what nobody holds. */
import type { ComponentChildren } from 'preact';
import type { PostsCarried } from '../../../../server/contract/plan-publish.ts';
import type { PostRole } from '../../../../server/contract/workers.ts';
import { flyToGrid, nameOfGrid } from '../../../state/plan/plan-map.ts';
import { tl } from '../life-words.ts';

export function Posts({ posts: { carried, left, vacant } }: { posts: PostsCarried }) {
  const role = (name: PostRole) => tl(`role.${name}`);
  return (
    <div class="posts">
      <h4>{tl('posts.title')}</h4>
      {carried.length + left.length + vacant.length === 0 && <p class="hint">{tl('posts.none')}</p>}
      <Part title={tl('posts.left')} mark="▲" count={left.length}>
        {left.map((one) => (
          <Line key={`${one.role} ${one.from} ${one.holder}`} code={one.to ?? one.from}>
            {one.to === null
              ? tl('posts.leftNone', { role: role(one.role), holder: one.holder, from: nameOfGrid(one.from) })
              : tl('posts.leftRow', {
                  role: role(one.role),
                  holder: one.holder,
                  from: nameOfGrid(one.from),
                  to: nameOfGrid(one.to),
                })}
          </Line>
        ))}
      </Part>
      <Part title={tl('posts.vacant')} mark="○" count={vacant.length}>
        {[...new Set(vacant.map(({ grid }) => grid))].map((grid) => (
          <Line key={grid} code={grid}>
            {tl('posts.vacantRow', {
              role: vacant.filter((one) => one.grid === grid).map((one) => role(one.role)),
              grid: nameOfGrid(grid),
            })}
          </Line>
        ))}
      </Part>
      <Part title={tl('posts.carried')} mark="→" count={carried.length}>
        {carried.map((one) => (
          <Line key={`${one.role} ${one.from} ${one.holder}`} code={one.to}>
            {tl('posts.carriedRow', {
              role: role(one.role),
              holder: one.holder,
              from: nameOfGrid(one.from),
              to: nameOfGrid(one.to),
              households: one.households,
            })}
          </Line>
        ))}
      </Part>
    </div>
  );
}

/** Longer lists are opened by who wants them. */
const MOST_OPEN = 12;

interface PartProps {
  title: string;
  mark: string;
  count: number;
  children: ComponentChildren;
}

const Part = ({ title, mark, count, children }: PartProps) =>
  count === 0 ? null : (
    <details open={count <= MOST_OPEN}>
      <summary class="label">
        <span aria-hidden="true">{mark}</span> {title} ({count})
      </summary>
      <ul class="lines">{children}</ul>
    </details>
  );

const Line = ({ code, children }: { code: string; children: ComponentChildren }) => (
  <li>
    <button type="button" onClick={() => flyToGrid(code)}>
      {children}
    </button>
  </li>
);
