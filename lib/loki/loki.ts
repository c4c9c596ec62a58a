import { Construct } from 'constructs';
import { LokiCanary } from './loki-canary';
import { LokiFrontage } from './loki-frontage';
import { LokiInstallation } from './loki-installation';
import { LokiQueryEndpoint } from './query-endpoint';
import { streamsAtMost } from './streams';
import { ScrapeConfig } from '../scraping';
import { Destination, ILogsDestination, OtlpEndpoint } from '../wiring';
import { LokiTenant } from './tenants/loki-tenant';

/** What every Loki is for those who write and ask, whatever its pods are. */
export abstract class Loki extends Construct implements ILogsDestination {
  /** @internal */
  protected abstract readonly _installation: LokiInstallation;
  /** @internal */
  protected abstract readonly _frontage: LokiFrontage;

  /** Who watches it by writing to it, if anybody does. */
  public abstract readonly canary?: LokiCanary;

  /** How its metrics are scraped: each workload has a job under its own name. A job reads nothing outside the namespace of the Loki. */
  public abstract get scrapeConfigs(): ScrapeConfig[];

  /** Where the default tenant writes. */
  public get otlpEndpoint(): OtlpEndpoint {
    return this._frontage.otlpEndpointFor(this._installation.defaultTenant);
  }

  /** Where logs go: those of the default tenant. */
  public get logsDestination(): Destination {
    return this.otlpEndpoint;
  }

  /** Where the default tenant asks. */
  public get queryEndpoint(): LokiQueryEndpoint {
    return this._frontage.queryEndpointFor(this._installation.defaultTenant);
  }

  /** The attributes of resources that are labels of streams: `streamAttributes` of `LogVolumePolicy.predict`. */
  public get indexLabels(): string[] {
    return this._installation.indexLabels;
  }

  /**
   * Where a tenant writes. Fails for one that is none of this Loki.
   *
   * @param tenant the tenant
   */
  public otlpEndpointFor(tenant: LokiTenant): OtlpEndpoint {
    return this._frontage.otlpEndpointFor(tenant);
  }

  /**
   * Where a tenant asks. Fails for one that is none of this Loki.
   *
   * @param tenant the tenant
   */
  public queryEndpointFor(tenant: LokiTenant): LokiQueryEndpoint {
    return this._frontage.queryEndpointFor(tenant);
  }

  /**
   * Lets somebody write and ask by itself. Two of one name are a problem.
   *
   * @param tenant the tenant
   */
  public addTenant(tenant: LokiTenant): void {
    this._installation.addTenant(tenant);
  }

  /**
   * How many streams lines of OTLP make at most, by how many values each attribute has that is a label of streams: an attribute that is not named has one. Real
   * workloads make fewer, because not every value comes with every other. For `maxStreams`.
   *
   * @param values how many values there are, for example `{ 'k8s.namespace.name': 20, 'k8s.deployment.name': 10 }`
   */
  public streamsAtMost(values: { readonly [attribute: string]: number }): number {
    return streamsAtMost(this.node.path, this._installation.indexLabels, values);
  }
}
