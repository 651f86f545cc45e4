/** One of a few under its label; `any`: the choice of none, which stands first. */
interface Props<V extends string> {
  readonly label: string;
  readonly value: V | null;
  readonly any?: string;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly onChoose: (value: V | null) => void;
}

export const Choice = <V extends string>({ label, value, any, choices, onChoose }: Props<V>) => (
  <label class="field">
    <span class="label">{label}</span>
    <select
      class="input"
      value={value ?? ''}
      onChange={(event) => onChoose((event.currentTarget.value || null) as V | null)}
    >
      {any !== undefined && <option value="">{any}</option>}
      {choices.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  </label>
);
