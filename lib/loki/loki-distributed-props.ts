import { LokiCompactorOptions, LokiComponentOptions, LokiIngesterOptions, LokiOptions, LokiStatefulOptions } from './loki-options';

/**
 * A Loki whose components are workloads of their own.
 *
 * By default each replica gets so much memory: 0.5 GiB for a distributor and a query scheduler, 1 GiB for a querier and a ruler, 2 GiB for a query frontend, an index
 * gateway and a pattern ingester, 4 GiB for an ingester and the compactor.
 *
 * @see https://grafana.com/docs/loki/latest/get-started/deployment-modes/#microservices-mode
 */
export interface LokiDistributedProps extends LokiOptions {
  /**
   * Takes lines, refuses what is too much, and sends each to its ingesters.
   *
   * @default - 3 replicas
   */
  readonly distributor?: LokiComponentOptions;

  /**
   * Keeps lines until they are in the store, and answers with them.
   *
   * @default - 3, each with a volume of 50 GiB
   */
  readonly ingester?: LokiIngesterOptions;

  /**
   * Evaluates queries over ingesters and store.
   *
   * @default - 3 replicas
   */
  readonly querier?: LokiComponentOptions;

  /**
   * Takes queries, and cuts them into pieces.
   *
   * @default - 2 replicas
   */
  readonly queryFrontend?: LokiComponentOptions;

  /**
   * Hands pieces of queries out, fairly among tenants.
   *
   * @default - 2 replicas
   */
  readonly queryScheduler?: LokiComponentOptions;

  /**
   * Looks up in the index which chunks a query needs.
   *
   * @default - 2 replicas, each with a volume of 50 GiB
   */
  readonly indexGateway?: LokiStatefulOptions;

  /**
   * Compacts the index, and deletes what retention ends. There is one.
   *
   * @default - one with a volume of 20 GiB
   */
  readonly compactor?: LokiCompactorOptions;

  /**
   * Recognises patterns of lines, for Drilldown in Grafana.
   *
   * @default - patterns are not recognised
   */
  readonly patternIngester?: LokiStatefulOptions;

  /**
   * One door for everybody: an nginx that hands what is written to distributors and what is asked to query frontends, and answers everything else by 404. The endpoints of this
   * Loki are those of the gateway then, and only the gateway reaches distributors, query frontends and rulers, beside those who scrape them: Loki has one port for both, so say by
   * `scrapers` of each who that is.
   *
   * @default - none: writers go to the distributors, readers to the query frontends; `{}` for one of 2 replicas with 256 MiB each
   */
  readonly gateway?: LokiComponentOptions;
}
