/** What was found in the file, with its first rows. */
import type { Inspection } from '../../../server/contract/imports.ts';
import { number } from '../../state/language.ts';
import { ti } from './words.ts';

const ROWS = 3;
const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export function Inspected({ found, name }: { found: Inspection; name: string }) {
  return (
    <>
      <dl class="facts-grid">
        <dt>{ti('import.file')}</dt>
        <dd>{name}</dd>
        <dt>{ti('import.contents')}</dt>
        <dd>
          {ti('import.rows', { count: found.rows })} · {found.format}
          {found.geometryTypes.length > 0 && ` · ${found.geometryTypes.join(' / ')}`}
        </dd>
        <dt>{ti('import.encoding')}</dt>
        <dd>{found.encoding}</dd>
        <dt>{ti('import.crs')}</dt>
        <dd>{found.declaredCrs ?? ti(/json/i.test(found.format) ? 'import.geojsonCrs' : 'import.undeclared')}</dd>
        {found.bounds !== null && (
          <>
            <dt>{ti('import.bounds')}</dt>
            <dd>{found.bounds.map((value) => number(value, 5)).join(', ')}</dd>
          </>
        )}
      </dl>
      {found.sample.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section class="sample" tabIndex={0} aria-label={ti('import.sample')}>
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
