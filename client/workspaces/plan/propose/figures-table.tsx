/** Figures of the plan as it stands beside those of one proposal, or of several. */
import { number } from '../../../state/language.ts';
import type { Figures } from '../../../state/plan/proposal-figures.ts';
import { tf } from './words.ts';

export interface FigureColumn {
  readonly id: string;
  readonly title: string;
  readonly figures: Figures;
  /** Chooses it, where there are several to choose from. */
  readonly onChoose?: () => void;
  readonly isShown?: boolean;
}

const ROWS = [
  'grids',
  'outside',
  'unavoidable',
  'undecided',
  'moved',
  'leastMoved',
  'borderCost',
  'compactness',
] as const satisfies readonly (keyof Figures)[];

const DIGITS: Partial<Record<keyof Figures, number>> = { compactness: 3 };
const SUBORDINATE: ReadonlySet<keyof Figures> = new Set(['unavoidable', 'undecided', 'leastMoved']);

/** Left out where they are nothing. */
const SILENT: ReadonlySet<keyof Figures> = new Set(['unavoidable', 'undecided']);

export const FiguresTable = ({ columns, caption }: { columns: readonly FigureColumn[]; caption: string }) => (
  <table class="figures">
    <caption class="hidden-text">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">
          <span class="hidden-text">{tf('metric.figure')}</span>
        </th>
        {columns.map((column) => (
          <th key={column.id} scope="col">
            <ColumnTitle column={column} />
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {ROWS.filter((row) => !SILENT.has(row) || columns.some(({ figures }) => figures[row])).map((row) => (
        <tr key={row} class={SUBORDINATE.has(row) ? 'sub' : 'main'}>
          <th scope="row" title={row === 'borderCost' || row === 'compactness' ? tf(`metric.about.${row}`) : undefined}>
            {tf(`metric.${row}`)}
          </th>
          {columns.map(({ id, figures }) => (
            <td key={id}>{figures[row] === null ? '–' : number(figures[row], DIGITS[row] ?? 0)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

function ColumnTitle({ column: { title, onChoose, isShown } }: { column: FigureColumn }) {
  if (onChoose === undefined) return <span>{title}</span>;
  return (
    <button
      class="plain"
      type="button"
      aria-pressed={isShown === true}
      aria-label={tf(isShown === true ? 'compare.shown' : 'compare.choose', { method: title })}
      onClick={onChoose}
    >
      {title}
    </button>
  );
}
