/** Who looked at my trail: who, when, which days, and the reason they gave. */
import { looks } from '../state/parts.ts';
import { refusalText, shortTime, tf } from '../words.ts';

export function Looks() {
  const rows = looks.value;
  return (
    <div class="stack">
      <p>{tf('looks.text')}</p>
      {rows === null ? (
        <p class="note">{looks.problem.value === null ? tf('loading') : refusalText(looks.problem.value)}</p>
      ) : rows.length === 0 ? (
        <p class="empty">{tf('looks.none')}</p>
      ) : (
        <ul class="rows">
          {rows.map(({ id, by, at, from, to, reason }) => (
            <li key={id} class="look-row">
              <span class="line">
                <b>{by}</b>
                <time dateTime={at}>{shortTime(Date.parse(at))}</time>
              </span>
              <span class="hint">
                {tf('looks.span', { from: shortTime(Date.parse(from)), to: shortTime(Date.parse(to)) })}
              </span>
              <q>{reason}</q>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
