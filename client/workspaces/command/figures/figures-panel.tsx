/** Figures of events: what is asked for, the total, the trend, and a row for each of the groups. */
import { useEffect } from 'preact/hooks';
import {
  figures,
  figuresFile,
  figuresLoading,
  figuresProblem,
  figuresReach,
  followFigures,
  readFiguresAgain,
} from '../../../state/command/figures.ts';
import { problemText } from '../../../state/language.ts';
import { momentText } from '../time-words.ts';
import { FiguresFilter } from './figures-filter.tsx';
import { FiguresTable } from './figures-table.tsx';
import { FiguresTotal } from './figures-total.tsx';
import { FiguresTrend } from './figures-trend.tsx';
import { tf } from './words.ts';
import '../../../theme/command-figures.css';

export function FiguresPanel() {
  useEffect(followFigures, []);
  if (figuresReach.value === null)
    return (
      <div class="event-figures">
        <p class="note">{tf('noRole')}</p>
      </div>
    );
  const answer = figures.value;
  const problem = figuresProblem.value;
  return (
    <div class="event-figures" aria-busy={figuresLoading.value}>
      <FiguresFilter />
      {problem !== null && (
        <div class="note bad" role="alert">
          <p>{problemText(problem.code, problem.params, 'problem.other')}</p>
          <button class="button" type="button" onClick={readFiguresAgain}>
            {tf('retry')}
          </button>
        </div>
      )}
      {answer === null && problem === null && <p class="hint">{tf('loading')}</p>}
      {answer !== null && (
        <>
          <Line at={answer.table.at} />
          {answer.table.total.reported === 0 && <p class="empty">{tf('none')}</p>}
          <FiguresTotal total={answer.table.total} />
          {answer.table.total.reported > 0 && (
            <>
              <FiguresTrend answer={answer.trend} />
              <FiguresTable table={answer.table} />
            </>
          )}
        </>
      )}
    </div>
  );
}

const Line = ({ at }: { at: string }) => (
  <div class="figures-line">
    <p class="hint">
      {figuresLoading.value ? tf('loading') : tf('at', { at: momentText(Date.parse(at)) })}
      <br />
      {tf('ground')}
    </p>
    <button class="button" type="button" onClick={readFiguresAgain}>
      {tf('again')}
    </button>
    {figuresFile.value !== null && (
      <a class="button" href={figuresFile.value} download>
        {tf('file')}
      </a>
    )}
  </div>
);
