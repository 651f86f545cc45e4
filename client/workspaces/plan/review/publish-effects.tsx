/** What publishing would do: grids and households by number, people and their grids, and what stands in the way. */
import type { PublishPreview } from '../../../../server/contract/plan-publish.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { number } from '../../../state/language.ts';
import { planPath } from '../../../state/plan/head.ts';
import { publishState } from '../../../state/plan/life.ts';
import { go } from '../../../state/route.ts';
import { tl } from '../life-words.ts';
import { ProblemNote } from '../problem-note.tsx';
import { printingSheet } from '../sheet/printing.ts';
import { Blocks, blockCount } from './blocks.tsx';
import { OutsideGrids } from './outside-grids.tsx';
import { Posts } from './posts.tsx';

export function PublishEffects({ plan }: { plan: Plan }) {
  const { preview, problem } = publishState.value;
  return (
    <section class="effects">
      <h3>{tl('preview.title')}</h3>
      <ProblemNote problem={problem} />
      {preview === null && problem === null && <p class="hint">{tl('preview.reading')}</p>}
      {preview !== null && (
        <>
          {preview.rebased && <p class="note">{tl('preview.rebased')}</p>}
          {isEmpty(preview) ? <p class="note">{tl('preview.empty')}</p> : <Numbers preview={preview} />}
          {preview.ready && !isEmpty(preview) && <p class="note good">{tl('preview.ready')}</p>}
          {blockCount(preview.blocks) > 0 && (
            <>
              <Blocks blocks={preview.blocks} />
              {plan.state !== 'approved' && <p class="hint">{tl('next.blocked')}</p>}
            </>
          )}
          <OutsideGrids plan={plan} grids={preview.outside} />
          {!isEmpty(preview) && <Posts posts={preview.posts} />}
          <SheetLinks plan={plan} />
        </>
      )}
    </section>
  );
}

export const isEmpty = ({ added, changed, closed }: Pick<PublishPreview, 'added' | 'changed' | 'closed'>): boolean =>
  added + changed + closed === 0;

type Counts = Pick<PublishPreview, 'added' | 'changed' | 'closed' | 'unchanged' | 'households' | 'withoutGrid'>;

export const Numbers = ({ preview }: { preview: Counts }) => (
  <>
    <div class="tally">
      {(['added', 'changed', 'closed', 'unchanged'] as const).map((name) => (
        <div key={name} data-count={name}>
          <strong>{number(preview[name])}</strong>
          <span>{tl(`preview.${name}`)}</span>
        </div>
      ))}
    </div>
    <p class="moved">
      {preview.households === 0
        ? tl('preview.householdsNone')
        : tl('preview.households', { count: preview.households })}
      {preview.withoutGrid > 0 && (
        <>
          {' '}
          <strong>{tl('preview.withoutGrid', { count: preview.withoutGrid })}</strong>
        </>
      )}
    </p>
  </>
);

export const SheetLinks = ({ plan }: { plan: Plan }) => (
  <div class="row">
    <button
      class="button"
      type="button"
      onClick={() => {
        printingSheet.value = { size: 'A4', as: 'print' };
      }}
    >
      {tl('sheet.chooseSize', { size: 'A4' })}
    </button>
    <button class="button" type="button" onClick={() => go(planPath(plan.id, 'compare'))}>
      {tl('preview.compare')}
    </button>
  </div>
);
