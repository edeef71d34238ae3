import { Construct } from 'constructs';
import { z } from 'zod';
import {
  ServingRuntime as ServingRuntimeObject,
  type ServingRuntimeProps as ServingRuntimeObjectProps,
  type ServingRuntimeSpec,
  type ServingRuntimeSpecContainers,
} from '../../../../imports/serving.kserve.io';
import { Template } from '../../../../imports/template.openshift.io';
import { canonicalQuantity } from '../../../model/canonical-quantity';
import { parseQuantity } from '../../../model/quantity';
import { standardLabels } from '../../labels';
import type { Probe } from '../../probe';
import type { Resources } from '../../quantity';
import type { Platform, PlatformName } from '../../../model/platform';
import { platformOf } from '../../../platforms/catalogue';
import { modes, type Mode } from '../mode';
import { parseProps, propsError } from '../../props';
import { platform } from '../../target';
import { dnsLabel } from '../../../environment/values/name-syntax';
import { chosenRuntime } from './chosen-runtime';
import { formFor, type Runtime, type RuntimeForm } from './runtime';
import { checkRuntime, runtimeFields, type RuntimeSettings } from './runtime-settings';

/** A runtime in the form that its cluster's mode asks for. */
export interface RuntimeUse {
  readonly runtime: Runtime;
  readonly form: RuntimeForm;
  readonly platform: PlatformName | Platform;
}

/** The properties that InferenceServices take from their runtime. */
export interface RuntimeServes {
  /** Inference protocols, the usual one first. */
  readonly protocols: readonly string[];
  /** CPU and memory of a pod. */
  readonly resources: Resources;
}

/** A server of models: one that the package knows, or a single-model one of your own. */
export interface ServingRuntimeProps extends RuntimeSettings {
  readonly namespace: string;
  /** @default kind */
  readonly platform?: PlatformName | Platform;
  /** @default RawDeployment */
  readonly mode?: Mode;
}

const schema = z
  .strictObject({ ...runtimeFields, namespace: dnsLabel, platform, mode: z.enum(modes).default('RawDeployment') })
  .superRefine(checkRuntime);

/** A ServingRuntime in the project: what its InferenceServices name. */
export class ServingRuntime extends Construct {
  public readonly name: string;
  /** Its protocols, and the resources of its pods. */
  public readonly serves: RuntimeServes;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: ServingRuntimeProps) {
    super(scope, id);
    const { namespace, platform: its, mode, ...entry } = parseProps(this, 'ServingRuntime', schema, props);
    const runtime = chosenRuntime(entry);
    const form = formFor(runtime, mode);
    if (form === undefined) {
      const message = `got ${mode}; ${runtime.name} serves ${runtime.multi ? 'in ModelMesh only' : 'in the other modes only'}`;
      throw propsError(this, 'ServingRuntime', [{ path: 'mode', message }]);
    }
    this.name = runtime.name;
    this.serves = { protocols: form.protocols, resources: form.resources };
    const use: RuntimeUse = { runtime, form, platform: its };
    const { labels: dashboardLabels, annotations } = definitionOf(use).metadata ?? {};
    const dashboard = platformOf({ platform: its }).openshiftAi;
    new ServingRuntimeObject(this, 'ServingRuntime', {
      metadata: {
        name: runtime.name,
        namespace,
        labels: {
          ...standardLabels({ name: runtime.name, component: 'runtime', partOf: 'serving' }),
          ...(dashboard && { ...dashboardLabels, name: runtime.name }),
        },
        annotations: {
          ...annotations,
          ...(dashboard && {
            'opendatahub.io/template-name': runtime.template.runtime,
            'opendatahub.io/template-display-name': runtime.displayName,
          }),
          // The dashboard's own switches: no Route, no token.
          ...(form.multiModel && dashboard && { 'enable-auth': 'false', 'enable-route': 'false' }),
        },
      },
      spec: {
        ...servingRuntimeSpec(use),
        ...(form.multiModel && { replicas: form.multiModel.replicas }),
      },
    });
  }
}

/** The runtime as OpenShift AI's dashboard offers it for new servers: a Template in the dashboard's namespace. */
export class RuntimeTemplate extends Construct {
  public constructor(scope: Construct, id: string, use: RuntimeUse, namespace: string) {
    super(scope, id);
    const { runtime, form } = use;
    new Template(this, 'Template', {
      metadata: {
        name: runtime.template.name,
        namespace,
        labels: {
          ...standardLabels({ name: runtime.template.name, component: 'runtime-template', partOf: 'serving' }),
          // The dashboard lists a Template among those that an administrator may change only with both.
          'opendatahub.io/configurable': 'true',
          'opendatahub.io/dashboard': 'true',
        },
        annotations: {
          description: runtime.template.description,
          'openshift.io/display-name': runtime.displayName,
          'opendatahub.io/apiProtocol': 'REST',
          'opendatahub.io/modelServingSupport': JSON.stringify([form.multiModel ? 'multi' : 'single']),
          'opendatahub.io/template-enabled': 'true',
          tags: `${runtime.template.runtime},servingruntime`,
        },
      },
      objects: [ServingRuntimeObject.manifest(definitionOf(use))],
    });
  }
}

/** The one definition of a runtime, whoever instantiates it. */
function definitionOf(use: RuntimeUse): ServingRuntimeObjectProps {
  const { runtime, form } = use;
  return {
    metadata: {
      name: runtime.template.runtime,
      labels: { 'opendatahub.io/dashboard': 'true' },
      annotations: {
        'openshift.io/display-name': runtime.displayName,
        'opendatahub.io/runtime-version': runtime.version,
        ...(form.multiModel && { maxLoadingConcurrency: String(form.multiModel.maxLoadingConcurrency) }),
      },
    },
    spec: servingRuntimeSpec(use),
  };
}

function servingRuntimeSpec(use: RuntimeUse): ServingRuntimeSpec {
  const { formats, protocols, multiModel } = use.form;
  return {
    multiModel: multiModel !== undefined,
    protocolVersions: [...protocols],
    supportedModelFormats: formats.map(({ name, version }) => ({ name, version, autoSelect: true })),
    ...(multiModel && {
      builtInAdapter: {
        serverType: multiModel.serverType,
        runtimeManagementPort: multiModel.managementPort,
        memBufferBytes: multiModel.memoryBufferBytes,
        modelLoadingTimeoutMillis: multiModel.loadingTimeoutMillis,
      },
      grpcEndpoint: multiModel.grpcEndpoint,
      grpcDataEndpoint: multiModel.grpcDataEndpoint,
    }),
    containers: [containerOf(use)],
  };
}

/** KServe finds the model server of a pod by the container's name; ModelMesh takes any but its own. */
function containerOf({ runtime, form, platform }: RuntimeUse): ServingRuntimeSpecContainers {
  const { image, command, args, port, user, resources, liveness, readiness, multiModel } = form;
  return {
    name: multiModel ? runtime.name : 'kserve-container',
    image,
    ...(command && { command: [...command] }),
    args: [...args],
    ...(port !== undefined && { ports: [{ containerPort: port, protocol: 'TCP' }] }),
    resources: resourceAmounts(resources),
    ...(liveness && { livenessProbe: probe(liveness) }),
    ...(readiness && { readinessProbe: probe(readiness) }),
    ...(!multiModel && { securityContext: securityContext(platformOf({ platform }), user) }),
  };
}

/**
 * The server's own files stay writable: both servers write beside them. OpenShift chooses the uid itself, and ModelMesh's
 * controller the whole context.
 */
function securityContext({ assignsUids }: Platform, user: number | undefined) {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    ...(!assignsUids && user !== undefined && { runAsUser: user }),
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Amounts as Kubernetes itself writes them: KServe reads and writes its objects again, and `1024Mi` would come back as `1Gi`. */
export function resourceAmounts({ requests, limits }: Resources) {
  const amounts = ({ cpu, memory }: Resources['limits']) => ({
    cpu: canonicalQuantity(parseQuantity(cpu)),
    memory: canonicalQuantity(parseQuantity(memory)),
  });
  return { requests: amounts(requests), limits: amounts(limits) };
}

function probe(asked: Probe): object {
  const { initialDelaySeconds, periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 } = asked;
  const timing = {
    ...(initialDelaySeconds !== undefined && { initialDelaySeconds }),
    ...{ periodSeconds, timeoutSeconds, failureThreshold },
  };
  if ('exec' in asked) return { exec: { command: [...asked.exec] }, ...timing };
  if ('tcp' in asked) return { tcpSocket: { port: asked.tcp.port }, ...timing };
  return { httpGet: { path: asked.http.path, port: asked.http.port }, ...timing };
}
