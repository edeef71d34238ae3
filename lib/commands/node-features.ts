import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { featuresFile, featuresOfNodes, type ReadNodes } from '../components/ocifit/node-features/from-nodes';

/** `node-features`: what the models read of the nodes on standard input, as the file that an environment names. */
export function nodeFeaturesCommand(): Command {
  return new Command('node-features')
    .description('Read `kubectl get nodes -o json` from standard input; print the node features file for ocifit.')
    .option('--key <label...>', 'labels that models of your own read, besides those of the published ones')
    .action(({ key }: { readonly key?: readonly string[] }) => {
      const read = readNodes(key);
      process.exitCode = read === undefined ? 1 : print(read);
    });
}

function readNodes(keys: readonly string[] | undefined): ReadNodes | undefined {
  try {
    return featuresOfNodes(readFileSync(0, 'utf8'), keys);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

function print({ features, leftOut }: ReadNodes): 0 | 1 {
  for (const line of leftOut) process.stderr.write(`left out: ${line}\n`);
  if (features.length === 0) {
    process.stderr.write('got no node with every feature; wait for Node Feature Discovery and try again\n');
    return 1;
  }
  process.stdout.write(featuresFile(features));
  return 0;
}
