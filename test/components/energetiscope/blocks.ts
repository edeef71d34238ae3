/** The block of one environment on kind, on top of what it needs; `more` is indented by two blanks. */
export function kind(more = ''): string {
  return `charts: { kube-prometheus-stack: { on: worker01, storage: { size: 8Gi } }, kepler: { on: worker01 } }
energetiscope:
  on: worker01
${more}`;
}

/** The same on EKS. */
export function eks(more = ''): string {
  return kind(more).replaceAll('worker01', 'eks01');
}

/** On OpenShift, which refuses the pods of both charts: by a Prometheus that somebody runs. */
export function openshift(more = ''): string {
  return `energetiscope:
  on: ocp01
  prometheus: { url: 'http://prometheus.example.com:9090' }
${more}`;
}

/** Everything that can be asked for. */
export const everything = `  storage: { size: 10Gi }
  collector: { namespaces: [default, shop], store: true }
  training: { schedule: "0 3 * * *", predict: {}, collect: { namespaces: [default, shop] } }
  predictor: { expose: { nodePort: 30321 }, replicas: 2 }
  prescoring: { schedule: "*/15 * * * *", deployments: [energy/energetiscope-predict, shop/cart, shop/basket] }
external:
  - { on: all, kind: Deployment, name: shop/cart, why: the shop }
  - { on: all, kind: Deployment, name: shop/basket, why: the shop }
`;
