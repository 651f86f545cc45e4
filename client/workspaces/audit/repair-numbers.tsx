/** A repair in numbers: which grid gains or loses how much ground and how many households, and what else it settles. */
import type { RepairPreview } from '../../../server/contract/repairs.ts';
import { fileReport, preview, type ShownRepair } from '../../state/audit.ts';
import { language, number } from '../../state/language.ts';
import { areaText } from '../../state/measures.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { nameOf } from './place-names.ts';
import { ta } from './words.ts';

interface Line {
  readonly grid: string;
  readonly areaM2: readonly [before: number, after: number] | null;
  readonly households: readonly [before: number, after: number];
  readonly isDropped: boolean;
}

function linesOf({ changes, besides }: RepairPreview): Line[] {
  const weight = ({ beforeM2, afterM2 }: RepairPreview['changes'][number]) => Math.abs(afterM2 - beforeM2);
  return [
    ...changes
      .toSorted((a, b) => weight(b) - weight(a))
      .map((change) => ({
        grid: change.grid,
        areaM2: [change.beforeM2, change.afterM2] as const,
        households: [change.householdsBefore, change.householdsAfter] as const,
        isDropped: change.after === null,
      })),
    ...besides.map(({ grid, householdsBefore, householdsAfter }) => ({
      grid,
      areaM2: null,
      households: [householdsBefore, householdsAfter] as const,
      isDropped: false,
    })),
  ];
}

export function RepairNumbers({ shown }: { shown: ShownRepair }) {
  const { repair, side } = shown;
  const ofFile = fileReport.value !== null;
  return (
    <>
      <Segmented
        label={ta('repair.side')}
        value={side}
        onChoose={(next) => {
          preview.value = { ...shown, side: next };
        }}
        choices={[
          { value: 'before', label: ta('repair.before') },
          { value: 'after', label: ta('repair.after') },
        ]}
      />
      <table class="numbers">
        <thead>
          <tr>
            <th>{ta('repair.grid')}</th>
            <th>{ta('repair.area')}</th>
            {!ofFile && <th>{ta('repair.households')}</th>}
          </tr>
        </thead>
        <tbody>
          {linesOf(repair).map(({ grid, areaM2, households, isDropped }) => (
            <tr key={grid}>
              <td title={grid}>
                {nameOf(grid)}
                {isDropped && <span class="tag">{ta('repair.dropped')}</span>}
              </td>
              <td>{areaM2 === null ? '–' : <Change of={areaM2} text={areaText} />}</td>
              {!ofFile && (
                <td>
                  <Change of={households} text={number} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{settled(repair, ofFile)}</p>
    </>
  );
}

function settled({ moved, finding, resolved, remaining }: RepairPreview, ofFile: boolean): string {
  const others = resolved.filter((id) => id !== finding).length;
  return [
    ofFile ? null : moved.buildings === 0 ? ta('repair.movedNone') : ta('repair.moved', { ...moved }),
    others === 0 ? null : ta('repair.resolved', { count: others }),
    remaining === 0 ? ta('repair.remainingNone') : ta('repair.remaining', { count: remaining }),
  ]
    .filter(Boolean)
    .join(language.value === 'en' ? ' ' : '');
}

/** The difference first, then what it was and will be; one number where nothing changes. */
function Change({ of: [before, after], text }: { of: readonly [number, number]; text: (value: number) => string }) {
  if (before === after) return <>{text(after)}</>;
  return (
    <>
      <strong class={after > before ? 'gain' : 'loss'}>
        {after > before ? '+' : '−'}
        {text(Math.abs(after - before))}
      </strong>
      <span class="hint">
        {text(before)} → {text(after)}
      </span>
    </>
  );
}
