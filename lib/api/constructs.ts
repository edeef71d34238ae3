/**
 * `scorewright/constructs`: for the Chart of any cdk8s app, without an environment file. Hardened by default, explicit
 * in names, selectors and resources.
 */
export { ConfigMap, type ConfigMapProps } from '../constructs/config-map';
export { CronJob, type CronJobProps } from '../constructs/cron-job';
export { Job, type JobProps } from '../constructs/job';
export { ClusterGrant, Grant, type ClusterGrantProps, type GrantProps } from '../constructs/rbac';
export { Claim, type ClaimProps } from '../constructs/pvc';
export { ExposedService, type ExposedServiceProps } from '../constructs/service';
export { reach, type Endpoint, type Reach } from '../constructs/endpoint';
export { toExposure, type Exposure, type ExposureSettings } from '../constructs/exposure';
export { SecretToken, type SecretTokenProps } from '../constructs/secret-token';
export { ServiceAccount, type ServiceAccountProps } from '../constructs/service-account';
export { SmokeTest, type SmokeTestProps } from '../constructs/smoke-test';
export { exposureSchema, type Schema, type SchemaError } from './schemas';
export { Workload, type WorkloadProps } from '../constructs/workload';
