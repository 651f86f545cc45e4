/** Where buildings move, as a list or as a matrix. */
import { signal } from '@preact/signals';
import { pairs } from '../../../state/plan/compare.ts';
import { tc } from '../../../state/plan/compare-words.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Matrices } from './matrices.tsx';
import { PairList } from './pair-list.tsx';

const form = signal<'list' | 'matrix'>('list');

export function Moves() {
  if (pairs.value.length === 0) return <p class="empty">{tc('compare.noneMoved')}</p>;
  return (
    <>
      <div class="filter">
        <Segmented
          label={tc('compare.form')}
          value={form.value}
          onChoose={(next) => {
            form.value = next;
          }}
          choices={[
            { value: 'list', label: tc('compare.asList') },
            { value: 'matrix', label: tc('compare.asMatrix') },
          ]}
        />
      </div>
      {form.value === 'list' ? <PairList /> : <Matrices />}
    </>
  );
}
