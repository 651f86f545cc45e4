/** From the widest area the caller may see down to a community: a choice for each level, the next one below what is chosen. */
import { areaByCode, childrenOf } from '../../../state/areas.ts';
import { chooseFigures, figuresArea, figuresReach } from '../../../state/command/figures.ts';
import { Choice } from './choice.tsx';
import { tf } from './words.ts';

export function AreaChoice() {
  const reach = figuresReach.value;
  const area = figuresArea.value;
  if (reach === null || area === null) return null;
  const levels: { above: string; chosen: string | null }[] = [];
  for (let above: string | null = reach; above !== null && childrenOf(above).length > 0; ) {
    const chosen: string | null = childrenOf(above).find(({ code }) => area.startsWith(code))?.code ?? null;
    levels.push({ above, chosen });
    above = chosen;
  }
  if (levels.length === 0) return null;
  return (
    <>
      {levels.map(({ above, chosen }) => (
        <Choice
          key={above}
          label={tf(childrenOf(above)[0]?.level === 'town' ? 'area.town' : 'area.community')}
          value={chosen}
          any={tf('area.all', { name: areaByCode.value.get(above)?.name ?? above })}
          onChoose={(code) => chooseFigures({ area: code ?? above })}
          choices={childrenOf(above).map(({ code, name }) => ({ value: code, label: name }))}
        />
      ))}
    </>
  );
}
