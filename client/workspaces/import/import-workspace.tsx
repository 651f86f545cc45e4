/** 导入: a file from the desk to the map, with its problems shown before anything is changed. For planners and admins. */
import { useEffect, useRef } from 'preact/hooks';
import { problemText, t } from '../../state/language.ts';
import { go } from '../../state/route.ts';
import { formOverMap } from '../../state/view.ts';
import { mayImport, session } from '../../state/who.ts';
import type { Workspace } from '../../ui/workspace.ts';
import { FileDrop } from './file-drop.tsx';
import { busy, complete, file, inspection, job, problem, run, startOver } from './import-state.ts';
import { Inspected } from './inspected.tsx';
import { reasonText } from './issue-text.ts';
import { MappingForm } from './mapping-form.tsx';
import { PositionForm } from './position-form.tsx';
import { Report } from './report.tsx';
import { TargetForm } from './target-form.tsx';
import '../../theme/pages.css';
import { ti } from './words.ts';

function Side() {
  useEffect(
    () => () => {
      startOver();
      formOverMap.value = false;
    },
    [],
  );
  const withMap = job.value !== null;
  useEffect(() => {
    formOverMap.value = withMap;
  }, [withMap]);
  if (session.value === null) return <div class="panel" />;
  if (!mayImport.value)
    return (
      <div class="panel">
        <h2>{t('workspace.import')}</h2>
        <p class="note">{ti('import.needRole')}</p>
        <button class="button primary" type="button" onClick={() => go('access')}>
          {t('workspace.access')}
        </button>
      </div>
    );
  return (
    <div class="panel" data-map={withMap}>
      <div>
        <h2>{ti('import.title')}</h2>
        <p class="lead">{ti('import.lead')}</p>
      </div>
      <section>
        <FileDrop />
        {busy.value === 'inspecting' && <p class="hint">{ti('import.inspecting')}</p>}
        {file.value !== null && inspection.value !== null && (
          <Inspected found={inspection.value} name={file.value.name} />
        )}
      </section>
      {inspection.value !== null && (
        <>
          <section>
            <h3>{ti('import.step.target')}</h3>
            <TargetForm />
          </section>
          <section>
            <h3>{ti('import.step.fields')}</h3>
            <MappingForm />
          </section>
          <section>
            <PositionForm />
          </section>
        </>
      )}
      <Run />
    </div>
  );
}

/** Dry run first; the load is offered once a dry run went through. */
function Run() {
  const now = job.value;
  const refused = problem.value ?? now?.problem ?? null;
  const ready = now?.dryRun && now.state === 'done';
  const running = busy.value === 'running';
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    // below a long form the outcome would be out of sight
    if (refused !== null || now?.state === 'done') place.current?.scrollIntoView({ block: 'nearest' });
  }, [refused, now?.state, now?.id]);
  return (
    <section aria-live="polite" ref={place}>
      {inspection.value !== null && (
        <div class="row">
          <button
            class={ready ? 'button' : 'button primary'}
            type="button"
            disabled={!complete.value || running}
            onClick={() => void run(true)}
          >
            {ti('import.dryRun')}
          </button>
          {ready && (
            <button class="button primary" type="button" disabled={running} onClick={() => void run(false)}>
              {ti('import.load')}
            </button>
          )}
          {!complete.value && <span class="hint">{ti('import.incomplete')}</span>}
        </div>
      )}
      {running && (
        <>
          <progress class="progress" aria-label={ti('import.running')} />
          <p class="hint">{ti('import.rowsDone', { count: now?.rowsDone ?? 0 })}</p>
        </>
      )}
      {refused !== null && (
        <p class="note bad">
          {problemText(refused.code, refused.params, 'problem.other')}
          {reasonText(refused.params) !== '' && ` ${ti('import.reason', { reason: reasonText(refused.params) })}`}
        </p>
      )}
      {now !== null && now.state === 'done' && (
        <p class="note">{ti(now.dryRun ? 'import.dryDone' : 'import.loaded')}</p>
      )}
      {now?.report && <Report report={now.report} dryRun={now.dryRun} />}
    </section>
  );
}

export const importWorkspace: Workspace = { Side };
