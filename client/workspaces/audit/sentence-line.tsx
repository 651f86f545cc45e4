/** The sentence on top of the audit. Each number that has findings leads to them. */
import type { CoverageReport } from '../../../server/contract/coverage.ts';
import { fileReport, filterBy, listView } from '../../state/audit.ts';
import { editions } from '../../state/editions.ts';
import { momentText } from '../../state/measures.ts';
import { go } from '../../state/route.ts';
import { gridSentence, type Part, sentence, tooSmall } from './sentence.ts';
import { ta } from './words.ts';

export const partText = (part: Part): string => ta(part.key, part.params);

/** The whole sentence as one text, for the sheet, for the report and for readers of the screen. */
export const sentenceText = (report: CoverageReport): string => sentence(report).map(partText).join(' · ');

function show(part: Part): void {
  go('audit');
  filterBy({ kind: part.show?.kind ?? null, severity: part.show?.severity ?? 'open' });
}

export function SentenceLine({ report }: { report: CoverageReport }) {
  const { grid } = listView.value;
  const parts = grid === null ? sentence(report) : gridSentence(report, grid);
  return (
    <div class="verdict" data-clean={report.clean}>
      {/* one line of text for everybody: numbers that lead somewhere are buttons in it */}
      <p class="sentence">
        {parts.map((part, i) => (
          <span key={part.key} class={`part ${part.tone ?? ''}`}>
            {part.show ? (
              <button type="button" onClick={() => show(part)}>
                {partText(part)}
              </button>
            ) : (
              partText(part)
            )}
            {i < parts.length - 1 && <span class="dot"> · </span>}
          </span>
        ))}
      </p>
      <About report={report} />
    </div>
  );
}

/** Of an edition that is no longer in force. */
const isPast = ({ edition }: CoverageReport): boolean =>
  editions.value.some(({ id, inForce }) => id === edition && !inForce);

export const editionText = (report: CoverageReport): string =>
  ta(isPast(report) ? 'about.past' : 'about.edition', { n: String(report.editionNumber) });

function About({ report }: { report: CoverageReport }) {
  const small = tooSmall(report);
  const words = [
    fileReport.value === null ? (report.editionNumber === null ? ta('about.noEdition') : editionText(report)) : null,
    ta('about.at', { at: momentText(report.checkedAt) }),
    small > 0 ? ta('about.small', { count: small }) : null,
    report.totals.areaM2 === null && fileReport.value === null ? ta('about.noBoundary') : null,
    fileReport.value === null ? null : ta('about.fileOnly'),
    report.totals.places === 0 && fileReport.value === null ? ta('about.noPlaces') : null,
  ];
  const said = words.filter((word) => word !== null);
  return (
    <p class="hint about">
      {said.map((word, i) => (
        <span key={word}>
          {word}
          {i < said.length - 1 && ' · '}
        </span>
      ))}
    </p>
  );
}
