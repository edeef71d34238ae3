import { hubNamespace } from '../../../scoring/framework';

/** Names that upstream's chart gives the hub side, so that rendering it takes over what the chart had installed. */
export const names = {
  resourceController: 'dynamic-scoring-framework-controller',
  addonController: 'dynamic-scoring-addon-controller',
  addonServiceAccount: 'dynamic-scoring-addon-sa',
  clusterSet: 'global',
} as const;

export const metadata = (name: string) => ({ name, namespace: hubNamespace });
