import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** What a construct says that refuses its props, in the Chart `app` of somebody's App. */
export function refusal(build: (scope: Construct) => unknown): string {
  const chart = new Chart(new App(), 'app');
  try {
    build(chart);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}
