/** The comparison as files, under the names the service gives them. */
import { comparisonFile } from '../../../api/plan-compare.ts';
import { sides } from '../../../state/plan/compare.ts';
import { tc } from '../../../state/plan/compare-words.ts';

export function Files() {
  const now = sides.value;
  if (now === null) return null;
  return (
    <div class="compare-files">
      <span class="hint">{tc('compare.export')}</span>
      <a class="button" href={comparisonFile(now.from, now.to, 'csv')} download>
        {tc('compare.exportCsv')}
      </a>
      <a class="button" href={comparisonFile(now.from, now.to, 'geojson')} download>
        {tc('compare.exportGeojson')}
      </a>
    </div>
  );
}
