/** The suggested repair of a finding: before and after on the map, in numbers, and into a draft. Never applied silently. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Finding } from '../../../server/contract/coverage.ts';
import type { RepairPreview } from '../../../server/contract/repairs.ts';
import { readRepair } from '../../api/coverage.ts';
import { scope } from '../../state/areas.ts';
import { fileReport, preview } from '../../state/audit.ts';
import { target } from '../../state/audit-drafts.ts';
import { flyToFinding } from '../../state/audit-fly.ts';
import { MENDERS } from '../../state/audit-roles.ts';
import { mayIn } from '../../state/who.ts';
import { fileRepair } from './file-check.ts';
import { RepairApply } from './repair-apply.tsx';
import { RepairNumbers } from './repair-numbers.tsx';
import { refusalText, repairLabel, repairProblem } from './repair-words.ts';
import { ta, tCode } from './words.ts';

/** The preview of the service, or of the kernel in this browser for a file; or why there is none, in words. */
async function ask(finding: string): Promise<RepairPreview | string> {
  if (fileReport.peek() !== null) {
    const { repair, reason } = await fileRepair(finding);
    return repair ?? refusalText(reason ?? 'no-repair');
  }
  try {
    return await readRepair(finding, scope.peek()?.code ?? '', target.peek());
  } catch (error) {
    return repairProblem(error);
  }
}

export function RepairPart({ finding }: { finding: Finding }) {
  const problem = useSignal<string | null>(null);
  const waiting = useSignal(false);
  const shown = preview.value?.repair.finding === finding.id ? preview.value : null;
  const look = async () => {
    waiting.value = true;
    problem.value = null;
    const found = await ask(finding.id);
    waiting.value = false;
    if (typeof found === 'string') {
      preview.value = null;
      problem.value = found;
      return;
    }
    preview.value = { repair: found, side: 'after', label: repairLabel(finding, found) };
    flyToFinding(finding);
  };
  // another draft to write to: the repair is worked out on it
  useEffect(() => {
    if (preview.peek()?.repair.finding === finding.id) void look();
  }, [target.value]);
  if (finding.repair === null) return null;
  const close = () => {
    preview.value = null;
  };
  return (
    <div class="deed repair">
      <h3>{ta('repair.title')}</h3>
      <p>{tCode('repair', finding.repair)}</p>
      {shown === null ? (
        <button class="button" type="button" disabled={waiting.value} onClick={() => void look()}>
          {ta(waiting.value ? 'repair.looking' : 'repair.look')}
        </button>
      ) : (
        <>
          <RepairNumbers shown={shown} />
          {fileReport.value !== null ? (
            <Notice onClose={close} />
          ) : mayIn(MENDERS, scope.value?.code) ? (
            <RepairApply finding={finding} onClose={close} />
          ) : (
            <CloseButton onClose={close} />
          )}
        </>
      )}
      {problem.value !== null && (
        <p class="note warn" role="alert">
          {problem.value}
        </p>
      )}
    </div>
  );
}

const CloseButton = ({ onClose }: { onClose: () => void }) => (
  <button class="button" type="button" onClick={onClose}>
    {ta('repair.close')}
  </button>
);

/** A file is mended by taking away a corrected one; the one on the disk stays as it is. */
const Notice = ({ onClose }: { onClose: () => void }) => (
  <>
    <p class="hint">{ta('repair.file')}</p>
    <CloseButton onClose={onClose} />
  </>
);
