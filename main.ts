import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { chartsCommand } from './lib/commands/charts';
import { checkCommand } from './lib/commands/check';
import { docsCommand } from './lib/commands/docs';
import { end, watchOutput } from './lib/commands/end';
import { enginesCommand } from './lib/commands/engines';
import { explainCommand } from './lib/commands/explain';
import { imagesCommand } from './lib/commands/images';
import { importCommand } from './lib/commands/import';
import { initCommand } from './lib/commands/init';
import { newComponentCommand } from './lib/commands/new-component';
import { newScorerCommand } from './lib/commands/new-scorer';
import { nodeFeaturesCommand } from './lib/commands/node-features';
import { parityCommand } from './lib/commands/parity';
import { planCommand } from './lib/commands/plan';
import { promoteCommand } from './lib/commands/promote';
import { retireCommand } from './lib/commands/retire';
import { reviewCommand } from './lib/commands/review';
import { rulesCommand } from './lib/commands/rules';
import { run } from './lib/commands/run';
import { simulateCommand } from './lib/commands/simulate';
import { synthCommand } from './lib/commands/synth';
import { whatCommand } from './lib/commands/what';
import { whereCommand } from './lib/commands/where';
import { whyCommand } from './lib/commands/why';
import { version } from './package.json';

const program = new Command('scorewright')
  .description('Turns typed environment files into checked Kubernetes YAML for Argo CD.')
  .version(version)
  .addCommand(initCommand())
  .addCommand(synthCommand())
  .addCommand(planCommand())
  .addCommand(promoteCommand())
  .addCommand(parityCommand())
  .addCommand(reviewCommand())
  .addCommand(whyCommand())
  .addCommand(whatCommand())
  .addCommand(retireCommand())
  .addCommand(checkCommand())
  .addCommand(chartsCommand())
  .addCommand(rulesCommand())
  .addCommand(explainCommand())
  .addCommand(enginesCommand())
  .addCommand(newScorerCommand())
  .addCommand(newComponentCommand())
  .addCommand(simulateCommand())
  .addCommand(whereCommand())
  .addCommand(imagesCommand())
  .addCommand(nodeFeaturesCommand());

// What keeps Scorewright itself needs its sources and development packages: a clone, which has a lock, unlike a package.
if (existsSync(join(__dirname, 'package-lock.json'))) {
  program.commandsGroup('To develop Scorewright itself:').addCommand(importCommand()).addCommand(docsCommand());
}

watchOutput();
void run(program).then(end);
