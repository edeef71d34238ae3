import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';

/**
 * What people would write without Scorewright: one cdk8s App with a chart for each cluster, unchecked. The manifests come
 * finished from a file, and reading it is not counted.
 */
const [input = '', outdir = '', mode = ''] = process.argv.slice(2);
const charts = JSON.parse(readFileSync(input, 'utf8')) as Record<string, Manifest[]>;
const read = performance.now();

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

const outputs: Readonly<Record<string, YamlOutputType>> = {
  default: YamlOutputType.FILE_PER_CHART,
  fastest: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
};
const yamlOutputType = outputs[mode];
if (yamlOutputType === undefined) throw new Error(`no mode ${mode}`);

const app = new App({ outdir, yamlOutputType });
for (const [name, manifests] of Object.entries(charts)) {
  const chart = new Chart(app, name);
  manifests.forEach((manifest, at) => new ApiObject(chart, `object-${at}`, { ...manifest }));
}
app.synth();
process.stdout.write(String((performance.now() - read) / 1000));
