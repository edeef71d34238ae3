// What people would write without Scorewright: one cdk8s App with a chart for each unit, which is a folder with an Application
// of its own, as it is with us; unchecked. The manifests come finished from a file. Prints how long reading that file took.
const { readFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');

const outputs = {
  default: YamlOutputType.FILE_PER_CHART,
  fastest: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
};
const [input, outdir, mode] = process.argv.slice(2);
if (outputs[mode] === undefined) throw new Error(`no mode ${mode}`);

const started = performance.now();
const charts = JSON.parse(readFileSync(input, 'utf8'));
process.stdout.write(String((performance.now() - started) / 1000));

const app = new App({ outdir, yamlOutputType: outputs[mode] });
for (const [name, manifests] of Object.entries(charts)) {
  const chart = new Chart(app, name);
  manifests.forEach((manifest, at) => new ApiObject(chart, `object-${at}`, { ...manifest }));
}
app.synth();
