import { join } from 'node:path';
import { formatRef } from '../../lib/model/ref';
import { expand } from '../../lib/synth/expand';
import { load } from '../../lib/synth/load';
import { ruleInput } from '../../lib/synth/rule-input';
import { chosenEnvironments } from '../../lib/synth/run';

const environments = join(__dirname, '../../environments');

test('what a component renders must show in the manifests; what charts and others bring counts as there', () => {
  const [file] = chosenEnvironments({ environments, only: ['kind'] });
  const { settings, source, known } = load(file!);
  const expansion = expand(settings!, source, known.scorers);
  const present = ruleInput(expansion).present.map((ref) => `${ref.cluster} ${formatRef(ref)}`);
  expect(expansion.directory.all().map(formatRef)).toContain('PersistentVolumeClaim energy/energetiscope-data');
  expect(present.filter((ref) => / (PersistentVolumeClaim|StorageClass) /.test(ref))).toEqual([]);
  expect(present.filter((ref) => ref.includes('Service dynamic-scoring/'))).toEqual([]);
  expect(present).toContain('worker01 Deployment default/nginx');
  expect(present).toContain('worker01 Service monitoring/kube-prometheus-kube-prome-prometheus:9090');
});
