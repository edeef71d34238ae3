import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

/** How the kubelet asks a container whether it is well. */
export type Probe = ProbeTiming & (HttpProbe | TcpProbe | ExecProbe);

interface HttpProbe {
  readonly http: { readonly path: string; readonly port: number; readonly scheme?: 'HTTP' | 'HTTPS' };
}

interface TcpProbe {
  readonly tcp: { readonly port: number };
}

interface ExecProbe {
  /** The command and its arguments; no shell is involved. */
  readonly exec: readonly string[];
}

interface ProbeTiming {
  /** Seconds before the first try. @default 0 */
  readonly initialDelaySeconds?: number;
  /** Seconds from one try to the next. @default 10 */
  readonly periodSeconds?: number;
  /** Seconds until a try counts as failed. @default 1 */
  readonly timeoutSeconds?: number;
  /** Failed tries in a row that count as not well. @default 3 */
  readonly failureThreshold?: number;
}

/** The probe for cdk8s-plus, with Kubernetes' own defaults said aloud. */
export function toPlusProbe(probe: Probe): kplus.Probe {
  const timing = {
    ...(probe.initialDelaySeconds !== undefined && { initialDelaySeconds: seconds(probe.initialDelaySeconds) }),
    periodSeconds: seconds(probe.periodSeconds ?? 10),
    timeoutSeconds: seconds(probe.timeoutSeconds ?? 1),
    failureThreshold: probe.failureThreshold ?? 3,
  };
  if ('exec' in probe) return kplus.Probe.fromCommand([...probe.exec], timing);
  if ('tcp' in probe) return kplus.Probe.fromTcpSocket({ port: probe.tcp.port, ...timing });
  const { path, port, scheme } = probe.http;
  const https = scheme === 'HTTPS' && { scheme: kplus.ConnectionScheme.HTTPS };
  return kplus.Probe.fromHttpGet(path, { port, ...https, ...timing });
}

function seconds(count: number): Duration {
  return Duration.seconds(count);
}
