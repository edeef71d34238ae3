import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { standardLabels } from '../../constructs/labels';

/** The default class: since Kubernetes 1.30 EKS has none by itself. The EBS CSI add-on fills its claims. */
export class DefaultStorageClass extends Construct {
  public constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    new k8s.KubeStorageClass(this, 'StorageClass', {
      metadata: {
        name,
        labels: standardLabels({ name, component: 'storage', partOf: 'eks' }),
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true' },
      // A volume lies in one zone: the first pod chooses it.
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
      reclaimPolicy: 'Delete',
    });
  }
}
