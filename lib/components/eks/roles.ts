import { storeAccount } from '../../environment/secrets';
import { splitObjectName } from '../../environment/values/name-syntax';
import type { ClusterSettings } from './settings';

/** Account and namespace of the cluster autoscaler, to which its IAM role is bound. */
export const autoscalerAccount = { namespace: 'cluster-autoscaler', name: 'cluster-autoscaler' } as const;

/** What an IAM role is for; part of its name. */
export type RolePurpose = 'cluster-autoscaler' | 'external-secrets' | 's3';

/** Fixed names make the ARNs follow from the account id, so that manifests can name them before eksctl has run. */
export function roleName(cluster: string, purpose: RolePurpose): string {
  return `${cluster}-${purpose}`;
}

/** The ARN of a role that eksctl makes, known beforehand because its name is fixed. */
export function roleArn(cluster: string, settings: ClusterSettings, purpose: RolePurpose): string {
  return arnOf(roleName(cluster, purpose), settings);
}

/** The ARN of a role by its name. */
export function arnOf(role: string, { account, region }: ClusterSettings): string {
  return `arn:${partition(region)}:iam::${account}:role/${role}`;
}

/** China and GovCloud are partitions of their own. */
function partition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The annotation by which EKS gives the pods of a ServiceAccount their role. */
export function roleAnnotation(arn: string): Record<string, string> {
  return { 'eks.amazonaws.com/role-arn': arn };
}

/** A statement of an IAM policy. */
interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A role for a ServiceAccount, as a ClusterConfig of eksctl has it; the ServiceAccount itself is rendered, not made there. */
export interface ServiceAccountRole {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly roleName: string;
  readonly roleOnly: true;
  readonly attachPolicy: { readonly Version: '2012-10-17'; readonly Statement: readonly Statement[] };
}

/** The roles of a cluster: each may do what its pods do, on what belongs to the cluster. */
export function serviceAccountRoles(cluster: string, settings: ClusterSettings): ServiceAccountRole[] {
  const { account, region, secrets, s3 } = settings;
  const role = (
    purpose: RolePurpose,
    metadata: ServiceAccountRole['metadata'],
    statements: readonly Statement[],
  ): ServiceAccountRole => ({
    metadata,
    roleName: roleName(cluster, purpose),
    roleOnly: true,
    attachPolicy: { Version: '2012-10-17', Statement: statements },
  });
  const secret = `arn:${partition(region)}:secretsmanager:${region}:${account}:secret:${secrets.prefix}*`;
  return [
    role('cluster-autoscaler', autoscalerAccount, autoscalerStatements(cluster, settings)),
    role('external-secrets', storeAccount, [
      allow(['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], [secret]),
    ]),
    ...(s3 === undefined ? [] : [role('s3', accountOf(s3.serviceAccount), s3Statements(region, s3.buckets))]),
  ];
}

/** Reading cannot be limited to some groups in IAM; changing a group's size is, by the tag that EKS gives the groups. */
function autoscalerStatements(cluster: string, { account, region }: ClusterSettings): Statement[] {
  const read = [
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribeAutoScalingInstances',
    'autoscaling:DescribeLaunchConfigurations',
    'autoscaling:DescribeScalingActivities',
    'autoscaling:DescribeTags',
    'ec2:DescribeImages',
    'ec2:DescribeInstanceTypes',
    'ec2:DescribeLaunchTemplateVersions',
    'ec2:GetInstanceTypesFromInstanceRequirements',
  ];
  const owned = { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster}`]: 'owned' } };
  return [
    allow(read, ['*']),
    allow(['eks:DescribeNodegroup'], [`arn:${partition(region)}:eks:${region}:${account}:nodegroup/${cluster}/*`]),
    {
      ...allow(['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'], ['*']),
      Condition: owned,
    },
  ];
}

function s3Statements(region: string, buckets: readonly string[]): Statement[] {
  const arns = buckets.map((bucket) => `arn:${partition(region)}:s3:::${bucket}`);
  return [
    allow(['s3:GetBucketLocation', 's3:ListBucket'], arns),
    allow(
      ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      arns.map((arn) => `${arn}/*`),
    ),
  ];
}

function allow(actions: readonly string[], resources: readonly string[]): Statement {
  return { Effect: 'Allow', Action: actions, Resource: resources };
}

function accountOf(serviceAccount: string): ServiceAccountRole['metadata'] {
  const { namespace = 'default', name } = splitObjectName(serviceAccount);
  return { name, namespace };
}
