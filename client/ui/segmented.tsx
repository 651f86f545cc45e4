/** One of a few, side by side: buttons that are pressed or not. */
export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly count?: string;
}

interface Props<V extends string> {
  label: string;
  choices: readonly Choice<V>[];
  /** null: none of them. */
  value: V | null;
  onChoose: (value: V) => void;
}

export const Segmented = <V extends string>({ label, choices, value, onChoose }: Props<V>) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a visible legend
  <div class="segmented" role="group" aria-label={label}>
    {choices.map((choice) => (
      <button
        key={choice.value}
        type="button"
        aria-pressed={choice.value === value}
        onClick={() => onChoose(choice.value)}
      >
        {choice.label}
        {choice.count !== undefined && <span class="count">{choice.count}</span>}
      </button>
    ))}
  </div>
);
