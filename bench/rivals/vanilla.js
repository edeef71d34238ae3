// What people would write without Scorewright: one cdk8s App with a chart for each cluster; unchecked. The manifests come
// finished from a file. Its modes are those of cdk8s: a file per chart, or per resource, as Argo CD and reviewers like it.
// Notes how much processor time reading that file took, in seconds, which is not counted.
const { readFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');

const outputs = {
  default: YamlOutputType.FILE_PER_CHART,
  resources: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
};
const [input, outdir, mode] = process.argv.slice(2);
if (outputs[mode] === undefined) throw new Error(`no mode ${mode}`);

const [started, before] = [performance.now(), process.cpuUsage()];
const charts = JSON.parse(readFileSync(input, 'utf8'));
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 }));

const app = new App({ outdir, yamlOutputType: outputs[mode] });
for (const [name, manifests] of Object.entries(charts)) {
  const chart = new Chart(app, name);
  manifests.forEach((manifest, at) => new ApiObject(chart, `object-${at}`, { ...manifest }));
}
app.synth();
