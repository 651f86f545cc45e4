/** What stands in the way of publishing, line by line; each line leads to its place on the map. */
import type { ComponentChildren } from 'preact';
import type { PublishBlocks } from '../../../../server/contract/plan-publish.ts';
import { areaByCode } from '../../../state/areas.ts';
import { flyToFinding } from '../../../state/audit-fly.ts';
import { publishState } from '../../../state/plan/life.ts';
import { flyToArea, flyToGrid, nameOfGrid } from '../../../state/plan/plan-map.ts';
import { go } from '../../../state/route.ts';
import { Icon } from '../../../ui/icon.tsx';
import { tl, tlCode } from '../life-words.ts';

export const blockCount = ({ findings, faults, codes, behind, outside }: PublishBlocks): number =>
  findings.length + faults.length + codes.length + behind.length + outside.length;

const areaName = (code: string): string => areaByCode.value.get(code)?.name ?? code;

export function Blocks({ blocks }: { blocks: PublishBlocks }) {
  const { findings, faults, codes, behind, outside } = blocks;
  return (
    <div class="blocks">
      <p class="count">
        <span aria-hidden="true">▲</span> {tl('block.title', { count: blockCount(blocks) })}
      </p>
      <Part title={tl('block.findings')} count={findings.length}>
        {findings.map(({ id, kind, grids, place }) => (
          <Line
            key={id}
            what={tlCode('kind', kind)}
            where={[...grids.map(nameOfGrid), place].filter(Boolean).join('、')}
            onGo={() => {
              const known = publishState.peek().findings.get(id);
              if (known) flyToFinding(known);
              else if (grids[0] !== undefined) flyToGrid(grids[0]);
            }}
          />
        ))}
        {findings.length > 0 && (
          <li>
            <button class="plain" type="button" onClick={() => go('audit')}>
              {tl('block.audit')}
              <Icon name="right" />
            </button>
          </li>
        )}
      </Part>
      <Part title={tl('block.faults')} count={faults.length}>
        {faults.map(({ community, grid, code, detail }) => (
          <Line
            key={`${community} ${grid} ${code}`}
            what={tlCode('fault', code)}
            where={`${areaName(community)}${grid === null ? '' : ` · ${nameOfGrid(grid)}`}`}
            title={detail}
            onGo={() =>
              grid === null ? flyToArea(community) : flyToGrid(grid.startsWith(community) ? grid : community)
            }
          />
        ))}
      </Part>
      <Part title={tl('block.outside')} count={outside.length}>
        {outside.map(({ grid, households, min, max }) => (
          <Line
            key={grid}
            what={nameOfGrid(grid)}
            where={tl(households < min ? 'outside.under' : 'outside.over', {
              households,
              min,
              max,
              off: households < min ? min - households : households - max,
            })}
            onGo={() => flyToGrid(grid)}
          />
        ))}
      </Part>
      <Part title={tl('block.codes')} count={codes.length}>
        {codes.map(({ grid, code }) => (
          <Line
            key={`${grid} ${code}`}
            what={tlCode('codeFault', code)}
            where={nameOfGrid(grid)}
            onGo={() => flyToGrid(grid)}
          />
        ))}
      </Part>
      <Part title={tl('block.behind')} count={behind.length}>
        {behind.map((code) => (
          <Line key={code} what={areaName(code)} where={code} onGo={() => flyToArea(code)} />
        ))}
      </Part>
    </div>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ComponentChildren }) {
  if (count === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul class="problems">{children}</ul>
    </>
  );
}

interface LineProps {
  what: string;
  where: string;
  title?: string;
  onGo: () => void;
}

const Line = ({ what, where, title, onGo }: LineProps) => (
  <li>
    <button type="button" title={title} onClick={onGo}>
      <Icon name="extent" />
      <span class="what">{what}</span>
      <span class="where">{where}</span>
    </button>
  </li>
);
