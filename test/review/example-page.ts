import type { Manifest } from '../../lib/model/manifest';
import { pageOf } from '../../lib/review/page/page';
import { everywhere, reviewOfExample, web } from './example-review';

const clusters = Array.from({ length: 300 }, (_, index) => `edge-${index}`);
const secret: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login', namespace: 'demo' } };
const reading = {
  template: { spec: { containers: [{ name: 'web', image: 'app:2', envFrom: [{ secretRef: { name: 'login' } }] }] } },
};
const evil = '</script><script>console.error("run")</script><img src=x onerror=alert(1)>';

/** The page of a change on hundreds of clusters, one of them different, with data that looks like markup. */
export function examplePage(): Promise<string> {
  const review = reviewOfExample(
    everywhere(clusters, () => [web('app:1'), secret]),
    everywhere(clusters, (cluster) => [
      web(cluster === 'edge-7' ? `app:${evil}` : 'app:2', cluster === 'edge-7' ? {} : reading),
      secret,
    ]),
    {
      findings: [
        {
          code: 'unknown-key',
          severity: 'error',
          message: evil,
          path: 'a',
          position: { file: 'environments/example.yaml', line: 1, column: 1 },
        },
      ],
      needs: [{ what: 'Secret demo/login', clusters, why: evil }],
      limits: [{ name: 'files', value: 5, max: 10, unit: 'count' }],
    },
  );
  return pageOf(review);
}
