import type { Env } from '../env';

/** How a Node program in a pod talks to its API server: the token is mounted beside the authority. */
export const apiServer = 'https://kubernetes.default.svc';

const account = '/var/run/secrets/kubernetes.io/serviceaccount';

export const apiToken = `${account}/token`;

/** Node trusts the authority of the cluster only where the variable is set before it starts. */
export const apiEnv: Env = { NODE_EXTRA_CA_CERTS: `${account}/ca.crt` };
