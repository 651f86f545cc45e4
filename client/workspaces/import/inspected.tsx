/** What was found in the file, with its first rows. */
import type { Inspection } from '../../../server/contract/imports.ts';
import { number, t } from '../../state/language.ts';

const ROWS = 3;
const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export function Inspected({ found, name }: { found: Inspection; name: string }) {
  return (
    <>
      <dl class="facts-grid">
        <dt>{t('import.file')}</dt>
        <dd>{name}</dd>
        <dt>{t('import.contents')}</dt>
        <dd>
          {t('import.rows', { count: found.rows })} · {found.format}
          {found.geometryTypes.length > 0 && ` · ${found.geometryTypes.join(' / ')}`}
        </dd>
        <dt>{t('import.encoding')}</dt>
        <dd>{found.encoding}</dd>
        <dt>{t('import.crs')}</dt>
        <dd>{found.declaredCrs ?? t(/json/i.test(found.format) ? 'import.geojsonCrs' : 'import.undeclared')}</dd>
        {found.bounds !== null && (
          <>
            <dt>{t('import.bounds')}</dt>
            <dd>{found.bounds.map((value) => number(value, 5)).join(', ')}</dd>
          </>
        )}
      </dl>
      {found.sample.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section class="sample" tabIndex={0} aria-label={t('import.sample')}>
          <table>
            <thead>
              <tr>
                {found.fields.map((field) => (
                  <th key={field} scope="col">
                    {field}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.sample.slice(0, ROWS).map((row) => (
                <tr key={JSON.stringify(row)}>
                  {found.fields.map((field) => (
                    <td key={field}>{text(row[field])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
