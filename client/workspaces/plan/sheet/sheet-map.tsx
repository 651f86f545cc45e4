/** The map of the sheet in its frame, with north and a scale bar in millimetres of the paper. */
import { number } from '../../../state/language.ts';
import { tl } from '../life-words.ts';
import { MAP_FRAME, type SheetSize } from './printing.ts';
import type { SheetData } from './sheet-data.ts';

interface Props {
  data: SheetData;
  size: SheetSize;
  onDrawn: () => void;
}

export function SheetMap({ data: { image, paper }, size, onDrawn }: Props) {
  const { width, height } = MAP_FRAME[size];
  return (
    <figure class="sheet-map">
      {image === null ? (
        <p>{tl('sheet.noMap')}</p>
      ) : (
        <img src={image} alt="" width={width * 4} height={height * 4} onLoad={onDrawn} />
      )}
      <svg class="north" viewBox="0 0 20 30" aria-hidden="true">
        <path d="M10 1 17 24 10 19 3 24z" fill="#fff" stroke="#000" />
        <path d="M10 1 10 19 3 24z" fill="#000" />
        <text x="10" y="29.5" text-anchor="middle" font-size="6">
          {tl('sheet.north')}
        </text>
      </svg>
      <figcaption>
        <span>{tl('sheet.scale', { scale: number(paper.scale) })}</span>
        <ScaleBar {...paper.bar} />
      </figcaption>
    </figure>
  );
}

function ScaleBar({ metres, mm }: { metres: number; mm: number }) {
  const text = metres >= 1000 ? tl('sheet.kilometres', { n: metres / 1000 }) : tl('sheet.metres', { n: metres });
  return (
    <span class="scale-bar">
      <svg width={`${mm}mm`} height="2mm" viewBox="0 0 4 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width="4" height="1" fill="#fff" stroke="#000" stroke-width="0.15" vector-effect="non-scaling-stroke" />
        <rect width="1" height="1" />
        <rect x="2" width="1" height="1" />
      </svg>
      {text}
    </span>
  );
}
