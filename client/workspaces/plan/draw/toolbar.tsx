/** The tools, on the map's edge; what the tool in hand does is said beside it. On a phone a strip that scrolls. */
import { announce } from '../../../state/announce.ts';
import { BRUSHES_M, brush, TOOLS, type Tool, tool } from '../../../state/plan/choice.ts';
import { dropCut } from '../../../state/plan/cut-question.ts';
import { canRedo, canUndo, mayEdit } from '../../../state/plan/opened.ts';
import { sketch } from '../../../state/plan/sketch.ts';
import { dropGesture, finishLine } from '../../../state/plan/strokes.ts';
import { redo, undo } from '../../../state/plan/undoing.ts';
import { canDraw } from '../../../state/view.ts';
import { Icon } from '../../../ui/icon.tsx';
import { tp } from '../words.ts';
import { ToolIcon } from './tool-icon.tsx';

/** Letters that take a tool in hand. */
export const TOOL_KEYS: Partial<Record<Tool, string>> = {
  pick: 'v',
  brush: 'b',
  rectangle: 'r',
  lasso: 's',
  compound: 'c',
  plot: 'k',
  fill: 'g',
  restore: 'e',
  split: 'x',
  border: 'd',
  cut: 't',
};

/** Rules are made from their list. */
const ON_BAR = TOOLS.filter((one) => TOOL_KEYS[one] !== undefined);

export function takeTool(next: Tool): void {
  dropCut();
  tool.value = next;
  announce(`${tp(`tool.${next}`)}：${tp(`tool.${next}.text`)}`);
}

export function changeBrush(by: 1 | -1): void {
  brush.value = Math.max(0, Math.min(BRUSHES_M.length - 1, brush.peek() + by));
  announce(brushText());
}

function brushText(): string {
  return brush.value === 0 ? tp('tool.brush.one') : tp('tool.brush.size', { m: BRUSHES_M[brush.value]! });
}

/** On the bar; where there is no map to have a bar, in the head of the plan. */
export const UndoButtons = () => (
  <>
    <button
      type="button"
      aria-label={tp('undo')}
      title={`${tp('undo')} (Ctrl+Z)`}
      disabled={!canUndo.value}
      onClick={undo}
    >
      <ToolIcon tool="undo" />
    </button>
    <button
      type="button"
      aria-label={tp('redo')}
      title={`${tp('redo')} (Ctrl+Y)`}
      disabled={!canRedo.value}
      onClick={redo}
    >
      <ToolIcon tool="redo" />
    </button>
  </>
);

export function Toolbar() {
  if (!mayEdit.value || canDraw.value === false) return null;
  return (
    <div class="float tools-of-plan" role="toolbar" aria-label={tp('tool.label')} aria-orientation="vertical">
      <div class="tools">
        {ON_BAR.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={tool.value === one}
            aria-label={tp(`tool.${one}`)}
            title={`${tp(`tool.${one}`)} (${TOOL_KEYS[one]?.toUpperCase()}) · ${tp(`tool.${one}.text`)}`}
            onClick={() => takeTool(one)}
          >
            <ToolIcon tool={one} />
          </button>
        ))}
      </div>
      <span class="rule" aria-hidden="true" />
      <UndoButtons />
    </div>
  );
}

/** What the tool in hand does, how wide the brush is, and for a line that is clicked together its end. */
export function ToolHint() {
  if (!mayEdit.value || canDraw.value === false) return null;
  const isBrush = tool.value === 'brush' || tool.value === 'restore';
  const isLine = (tool.value === 'split' || tool.value === 'cut') && sketch.value !== null;
  return (
    <div class="float tool-hint">
      <strong>{tp(`tool.${tool.value}`)}</strong>
      <span class="what">{tp(`tool.${tool.value}.text`)}</span>
      {isBrush && <BrushSize />}
      {isLine && (
        <span class="line-end">
          <button class="button primary" type="button" onClick={() => void finishLine()}>
            {tp('tool.finish')}
          </button>
          <button class="button" type="button" onClick={() => void dropGesture()}>
            {tp('tool.drop')}
          </button>
        </span>
      )}
    </div>
  );
}

const BrushSize = () => (
  <span class="brush-size">
    <button class="plain" type="button" aria-label={tp('tool.brush.smaller')} title="[" onClick={() => changeBrush(-1)}>
      <Icon name="minus" />
    </button>
    {brushText()}
    <button class="plain" type="button" aria-label={tp('tool.brush.larger')} title="]" onClick={() => changeBrush(1)}>
      <Icon name="plus" />
    </button>
  </span>
);
