import { Construct } from 'constructs';
import {
  DataScienceCluster,
  DataScienceClusterSpecComponentsCodeflareManagementState as Component,
  DataScienceClusterSpecComponentsKserveRawDeploymentServiceConfig as RawService,
  DataScienceClusterV2,
  type DataScienceClusterSpecComponentsKserve,
} from '../../../../imports/datasciencecluster.opendatahub.io';
import {
  DscInitialization,
  DscInitializationV2,
  DscInitializationSpecMonitoringManagementState as Monitoring,
} from '../../../../imports/dscinitialization.opendatahub.io';
import {
  OperatorGroup,
  OperatorGroupSpecUpgradeStrategy,
  Subscription,
} from '../../../../imports/operators.coreos.com';
import { standardLabels } from '../../../constructs/labels';
import { markers } from '../../../model/marker';
import type { OpenShiftAiSettings } from '../settings/openshift-ai';
import type { Mode } from '../../../constructs/serving/mode';
import { distributions } from './distribution';

const labels = standardLabels({ name: 'openshift-ai', component: 'operator', partOf: 'serving' });
const on = { managementState: Component.MANAGED };
const off = { managementState: Component.REMOVED };

/** OpenShift AI as the Operator Lifecycle Manager installs it, and the parts of it that serving needs. */
export class OpenShiftAi extends Construct {
  public constructor(scope: Construct, id: string, settings: OpenShiftAiSettings, mode: Mode) {
    super(scope, id);
    const { distribution, version, channel } = settings;
    const { operator } = distributions[distribution];
    const { namespace } = operator;
    new OperatorGroup(this, 'operator-group', {
      metadata: { name: operator.operatorGroup, namespace, labels },
      spec: { upgradeStrategy: OperatorGroupSpecUpgradeStrategy.DEFAULT },
    });
    new Subscription(this, 'subscription', {
      metadata: {
        name: operator.package,
        namespace,
        labels,
        annotations: { [markers.after]: `OperatorGroup/${operator.operatorGroup}` },
      },
      spec: {
        channel: channel ?? operator.channels[version],
        installPlanApproval: 'Automatic',
        name: operator.package,
        source: operator.source,
        sourceNamespace: 'openshift-marketplace',
      },
    });
    // Version 1 has neither: its operator installs everything by itself.
    if (version !== 1) this.configure(settings, version, mode);
  }

  private configure({ distribution }: OpenShiftAiSettings, version: 2 | 3, mode: Mode): void {
    const { operator, applications, monitoring } = distributions[distribution];
    const afterOperator = { [markers.after]: `Subscription/${operator.namespace}/${operator.package}` };
    const initialization = {
      metadata: { name: 'default-dsci', labels, annotations: afterOperator },
      spec: {
        applicationsNamespace: applications,
        monitoring: { managementState: Monitoring.REMOVED, namespace: monitoring },
      },
    };
    const metadata = {
      name: 'default-dsc',
      labels,
      annotations: { [markers.after]: 'DSCInitialization/default-dsci' },
    };
    if (version === 3) {
      new DscInitializationV2(this, 'initialization', initialization);
      new DataScienceClusterV2(this, 'cluster', {
        metadata,
        spec: { components: { dashboard: on, kserve: kserve(mode) } },
      });
      return;
    }
    new DscInitialization(this, 'initialization', initialization);
    new DataScienceCluster(this, 'cluster', {
      metadata,
      spec: {
        components: { dashboard: on, kserve: kserve(mode), modelmeshserving: mode === 'ModelMesh' ? on : off },
      },
    });
  }
}

/** Headless, the operator's default: clients then reach the pods themselves, at the container's port. */
function kserve(mode: Mode): DataScienceClusterSpecComponentsKserve {
  return mode === 'ModelMesh' ? off : { ...on, rawDeploymentServiceConfig: RawService.HEADLESS };
}
