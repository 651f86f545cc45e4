/** Letters in their order and digits, large enough for a thumb: halls have no keyboard, and few people know where its letters are. */
import { Glyph } from '../glyph.tsx';
import { query } from '../state/choice.ts';
import { tk } from '../words.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const DIGITS = [...'1234567890'];
const LONGEST = 30;

function type(character: string): void {
  if (query.value.length < LONGEST) query.value += character;
}

const Key = ({ character }: { character: string }) => (
  <button type="button" class="key" onClick={() => type(character.toLowerCase())}>
    {character}
  </button>
);

export function Keypad() {
  return (
    <fieldset class="keypad">
      <legend class="hidden-text">{tk('keypad.label')}</legend>
      <div class="digits">
        {DIGITS.map((digit) => (
          <Key key={digit} character={digit} />
        ))}
      </div>
      <div class="letters">
        {LETTERS.map((letter) => (
          <Key key={letter} character={letter} />
        ))}
        <button
          type="button"
          class="key act"
          aria-label={tk('keypad.back')}
          disabled={query.value === ''}
          onClick={() => {
            query.value = query.value.slice(0, -1);
          }}
        >
          <Glyph name="erase" />
        </button>
        <button
          type="button"
          class="key act"
          aria-label={tk('keypad.clear')}
          disabled={query.value === ''}
          onClick={() => {
            query.value = '';
          }}
        >
          <Glyph name="close" />
        </button>
      </div>
    </fieldset>
  );
}
