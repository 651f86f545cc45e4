/** Majors and their categories as the options of a select. */
import { majors } from '../../state/command/rules.ts';

/** `wholeMajor`: a major itself can be chosen, in these words. */
export const KindOptions = ({ wholeMajor }: { wholeMajor: (name: string) => string }) => (
  <>
    {majors.value.map(({ code, name, categories }) => (
      <optgroup key={code} label={name}>
        <option value={code}>{wholeMajor(name)}</option>
        {categories.map((category) => (
          <option key={category.code} value={category.code}>
            {category.name}
          </option>
        ))}
      </optgroup>
    ))}
  </>
);
