/** What a request was refused for, in words; nothing while nothing was. */
import type { ApiError } from '../../api/request.ts';
import { problemText } from '../../state/language.ts';

export function ProblemNote({ problem }: { problem: Pick<ApiError, 'code' | 'params'> | null }) {
  if (problem === null) return null;
  return (
    <p class="note bad" role="alert">
      {problemText(problem.code, problem.params, 'problem.other')}
    </p>
  );
}
