/**
 * The document of `--query-frontend.downstream-tripper-config-file`: connections to Query that are kept.
 *
 * All queries go to one host, the Service of Query, of which Thanos keeps two connections unless it is told otherwise: with more queries at the
 * same time, each would make its own.
 *
 * @see https://thanos.io/tip/components/query-frontend.md/
 */
export function downstreamTripperDocument(connections: number): object {
  return { max_idle_conns_per_host: connections, max_idle_conns: connections };
}
