import type { Edge, Offer } from '../../graph/edge';

/**
 * Why a Service's port that an edge asks for is not there: the ports that are, as people write them. Undefined where it is
 * there, or where the ports cannot be told.
 */
export function missingPort(
  { podPort }: Pick<Edge, 'podPort'>,
  port: number | string,
  offers: readonly Offer[],
): readonly string[] | undefined {
  const ports = offers.flatMap((offer) => offer.ports ?? []);
  if (offers.some((offer) => offer.ports === undefined)) return undefined;
  const there = ports.some((offered) => {
    if (typeof port === 'string') return offered.name === port || offered.targetPort === port;
    // A pod's port that the Service knows by name may have any number.
    if (podPort) return offered.targetPort === port || typeof offered.targetPort === 'string';
    return offered.port === port;
  });
  if (there) return undefined;
  return ports.map(({ name, port: number, targetPort }) => {
    const own = podPort && typeof port === 'number' ? targetPort : number;
    return name === undefined ? String(own) : `${own} (${name})`;
  });
}
