import { Command } from 'commander';
import { run } from './lib/commands/run';
import { importCommand } from './lib/commands/import';
import { synthCommand } from './lib/commands/synth';

const program = new Command('scorewright')
  .description('Turns typed environment files into checked Kubernetes YAML for Argo CD.')
  .addCommand(synthCommand())
  .addCommand(importCommand());

void run(program);
