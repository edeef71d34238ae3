import type { OpenShiftAiSettings } from '../settings/openshift-ai';

/** What differs between OpenShift AI and Open Data Hub: names that their operators have chosen. */
export interface Distribution {
  readonly title: string;
  /** Where the dashboard and the controllers live, and where the dashboard looks for Templates. */
  readonly applications: string;
  readonly monitoring: string;
  /** The Route of the dashboard; version 3 has none of its own, but a gateway. */
  readonly dashboard: string;
  readonly operator: {
    readonly package: string;
    readonly source: string;
    readonly namespace: string;
    readonly operatorGroup: string;
    readonly channels: Readonly<Record<OpenShiftAiSettings['version'], string>>;
  };
}

export const distributions: Readonly<Record<OpenShiftAiSettings['distribution'], Distribution>> = {
  rhoai: {
    title: 'OpenShift Data Science Operator',
    applications: 'redhat-ods-applications',
    monitoring: 'redhat-ods-monitoring',
    dashboard: 'rhods-dashboard',
    operator: {
      package: 'rhods-operator',
      source: 'redhat-operators',
      namespace: 'redhat-ods-operator',
      operatorGroup: 'rhods',
      channels: { 1: 'stable', 2: 'stable', 3: 'fast-3.x' },
    },
  },
  opendatahub: {
    title: 'Open Data Hub Operator',
    applications: 'opendatahub',
    monitoring: 'opendatahub',
    dashboard: 'odh-dashboard',
    operator: {
      package: 'opendatahub-operator',
      source: 'community-operators',
      namespace: 'opendatahub-operator-system',
      operatorGroup: 'opendatahub',
      channels: { 1: 'stable', 2: 'fast', 3: 'fast-3' },
    },
  },
};
