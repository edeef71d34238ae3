import { fieldsOf } from '../model/json';
import { markers } from '../model/marker';
import type { Rendered, Unit } from '../model/unit';
import type { Digests } from './digests';
import { annotate, withoutAnnotations } from './annotations';

/** Long enough to read the log; without it the Job of a check that is gone from Git would stay. */
const secondsKept = 24 * 3600;

const hook = {
  'argocd.argoproj.io/hook': 'PostSync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
};

/**
 * Makes hooks of the tests: Argo CD runs them after each sync of their unit. It never syncs a unit of nothing but hooks
 * by itself, so one object beside them carries a hash of everything that is tested: a change makes all of them run again. One
 * such object is enough, and keeps the change to one file of the diff.
 */
export function deliverSmokeTests(unit: Unit, rendered: readonly Rendered[], digests: Digests): Rendered[] {
  if (unit.content.type === 'chart') return [];
  const all = rendered.map(({ manifest }) => manifest);
  const tested = digests.over(unit.content.tests ?? [], all);
  const telling = all.find(({ metadata }) => metadata.annotations?.[markers.tested] !== undefined);
  return rendered.map((item) => {
    const marks = item.manifest.metadata.annotations ?? {};
    if (item.manifest === telling) return { ...item, manifest: annotate(item.manifest, { [markers.tested]: tested }) };
    if (!(markers.runAfter in marks)) return item;
    const manifest = annotate(withoutAnnotations(item.manifest, [markers.runAfter]), hook);
    return {
      ...item,
      manifest: { ...manifest, spec: { ...fieldsOf(manifest.spec), ttlSecondsAfterFinished: secondsKept } },
    };
  });
}
