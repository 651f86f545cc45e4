/** Whether the chosen grid may be redrawn: free, locked, or dedicated to something that no standard applies to. */
import type { SlotRole } from '../../../../server/contract/plan-state.ts';
import { setRole } from '../../../state/plan/grid-deeds.ts';
import type { GridRow } from '../../../state/plan/grid-rows.ts';
import { mayEdit } from '../../../state/plan/opened.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { tp } from '../words.ts';

const ROLES: readonly SlotRole[] = ['free', 'locked', 'dedicated'];

export function GridRole({ row: { record, community, slot } }: { row: GridRow }) {
  if (!mayEdit.value) return record.role === 'free' ? null : <p class="hint">{tp(`role.${record.role}.text`)}</p>;
  return (
    <div class="field">
      <span class="label">{tp('card.role')}</span>
      <Segmented
        label={tp('card.role')}
        value={record.role}
        onChoose={(role) => void setRole(role, { community, slot })}
        choices={ROLES.map((value) => ({ value, label: tp(`role.${value}`) }))}
      />
      <span class="hint">{tp(`role.${record.role}.text`)}</span>
    </div>
  );
}
