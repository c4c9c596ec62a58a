import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { evictableIngesters, ringFindings, shapeFindings } from './findings/shape-findings';
import { GRPC_PORT, HTTP_PORT, OTLP_GRPC_PORT, OTLP_HTTP_PORT } from './places';
import { TempoQueryEndpoint } from './query-endpoint';
import { ROLES, TempoTarget } from './roles';
import { TempoInstallation } from './tempo-installation';
import { TempoMicroservicesOptions, TempoStatefulOptions } from './tempo-options';
import { TempoStackProps } from './tempo-stack-props';
import { ScrapeConfig } from '../scraping';
import { fail, failOnFindings, Finding, judgeAtSynth } from '../validation';
import { OtlpEndpoint, PortExposure } from '../wiring';
import { LARGEST_REQUEST } from './tenants/limits-document';
import { TempoTenant } from './tenants/tempo-tenant';
import { TempoComponent, TempoComponentPlan } from './workload/tempo-component';
import { nameOfHost } from '../wiring/address';
import { Endpoint } from '../wiring/endpoint';
import { egressNeeds } from '../wiring/endpoint-needs';
import { NamedNeeds } from '../wiring/needs-sum';
import { workloadService } from '../workload/workload-service';
import { TempoProcessor } from './document/tempo-plan';
import { registerSpanCounter } from './span-counters';
import { nameFindings } from './tenants/tenant-name';
import { TENANT_HEADER } from '../wiring/tenant';

/** How many there are of each, and how large its volume is, when nobody says. */
const REPLICAS: { readonly [target in TempoTarget]: number } = {
  'all': 1, 'distributor': 2, 'ingester': 3, 'querier': 2, 'query-frontend': 2, 'compactor': 2, 'metrics-generator': 2,
};
const VOLUMES: { readonly [target in TempoTarget]?: Size } = {
  'all': Size.gibibytes(20), 'ingester': Size.gibibytes(20), 'metrics-generator': Size.gibibytes(10),
};

/**
 * A Tempo: traces of days in a bucket, found by their id or by what is in them.
 *
 * By default all components are one pod, which needs nothing but the bucket. With `microservices` each is a process of its own, every span is kept by three ingesters until
 * it is in the bucket, and each component may do with the bucket what it has to.
 *
 * @see https://grafana.com/docs/tempo/latest/introduction/architecture/
 */
export class TempoStack extends Construct {
  /** How long traces are kept that no tenant says more of. */
  public readonly retention: Duration;
  /** All components in one pod, unless there are microservices. */
  public readonly monolith?: TempoComponent;
  /** Takes spans from clients. */
  public readonly distributor?: TempoComponent;
  /** Keeps spans until they are in the store. */
  public readonly ingester?: TempoComponent;
  /** Reads what ingesters and store have. */
  public readonly querier?: TempoComponent;
  /** Is asked by clients. */
  public readonly queryFrontend?: TempoComponent;
  /** Compacts, and deletes. */
  public readonly compactor?: TempoComponent;
  /** Makes metrics of spans. */
  public readonly metricsGenerator?: TempoComponent;
  private readonly installation: TempoInstallation;
  private readonly props: TempoStackProps;
  private readonly components: readonly TempoComponent[];
  private readonly frontends?: ApiObject;
  private readonly endpoints = new Map<string, Endpoint>();

  public constructor(scope: Construct, id: string, props: TempoStackProps) {
    super(scope, id);
    this.props = props;
    const { microservices, monolith } = props;
    this.installation = new TempoInstallation(this, props, () => `${this.queryFrontend!._workload.hostOf(this.frontends!)}:${GRPC_PORT}`);
    failOnFindings(this.node.path, shapeFindings({ version: this.installation.versions.tempo, monolith, microservices }));
    this.retention = this.installation.retention;
    if (microservices === undefined) {
      this.monolith = this.makeComponent('all', { name: this.installation.name, ...monolith });
      this.components = [this.monolith];
    } else {
      this.ingester = this.makeIngester(microservices);
      this.distributor = this.makeComponent('distributor', microservices.distributor);
      this.queryFrontend = this.makeComponent('query-frontend', microservices.queryFrontend);
      this.frontends = this.makeDiscovery(this.queryFrontend);
      this.querier = this.makeComponent('querier', microservices.querier);
      this.compactor = this.makeComponent('compactor', microservices.compactor);
      this.metricsGenerator = this.installation.generator && this.makeComponent('metrics-generator', microservices.metricsGenerator);
      this.components = [
        this.distributor, this.ingester, this.queryFrontend, this.querier, this.compactor, ...this.metricsGenerator ? [this.metricsGenerator] : [],
      ];
    }
    this.connect();
    if (this.installation.generator?.processors.includes(TempoProcessor.SPAN_METRICS)) {
      registerSpanCounter(this, (destination) => [...this.endpoints.values()].some((endpoint) => endpoint === destination));
    }
    judgeAtSynth(this, () => this.findings(), (findings) => findings);
  }

  /** OTLP over gRPC. Fails with `multitenancy`, where every writer has an endpoint of its own. */
  public get otlpEndpoint(): OtlpEndpoint {
    this.requireOneTenant('otlpEndpoint');
    return this.grpc();
  }

  /** OTLP over HTTP. Fails with `multitenancy`, where every writer has an endpoint of its own. */
  public get otlpHttpEndpoint(): OtlpEndpoint {
    this.requireOneTenant('otlpHttpEndpoint');
    return this.http();
  }

  /** TraceQL over HTTP. Fails with `multitenancy`, where every reader has an endpoint of its own. */
  public get queryEndpoint(): TempoQueryEndpoint {
    this.requireOneTenant('queryEndpoint');
    return this.query();
  }

  /** How the metrics of its components are scraped: each has a job under its own name. A job reads nothing outside the namespace of the stack. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return this.components.map(({ scrapeConfig }) => scrapeConfig);
  }

  /**
   * OTLP over gRPC, as a tenant writes. Fails on a name that Tempo refuses, and without `multitenancy`.
   *
   * @param tenant the name of the tenant, of which nothing else need be said
   */
  public otlpEndpointFor(tenant: string): OtlpEndpoint {
    this.requireTenant('otlpEndpointFor', tenant);
    return this.grpc(tenant);
  }

  /**
   * OTLP over HTTP, as a tenant writes. Fails on a name that Tempo refuses, and without `multitenancy`.
   *
   * @param tenant the name of the tenant, of which nothing else need be said
   */
  public otlpHttpEndpointFor(tenant: string): OtlpEndpoint {
    this.requireTenant('otlpHttpEndpointFor', tenant);
    return this.http(tenant);
  }

  /**
   * TraceQL over HTTP, as a tenant asks. Fails on a name that Tempo refuses, and without `multitenancy`.
   *
   * @param tenant the name of the tenant, of which nothing else need be said
   */
  public queryEndpointFor(tenant: string): TempoQueryEndpoint {
    this.requireTenant('queryEndpointFor', tenant);
    return this.query(tenant);
  }

  /**
   * Says what a tenant may do. Running pods learn of it within seconds. Two of one name are a problem.
   *
   * @param tenant the tenant
   */
  public addTenant(tenant: TempoTenant): void {
    this.installation.addTenant(tenant);
  }

  private grpc(tenant?: string): OtlpEndpoint {
    return this.serve(this.writers, 'grpc', tenant, ({ _workload, service }) =>
      OtlpEndpoint._servedGrpc(_workload.servedAt(service, OTLP_GRPC_PORT), this.endpointName(tenant), LARGEST_REQUEST, headersOf(tenant)));
  }

  private http(tenant?: string): OtlpEndpoint {
    return this.serve(this.writers, 'http', tenant, ({ _workload, service }) =>
      OtlpEndpoint._servedHttp(_workload.servedAt(service, OTLP_HTTP_PORT), this.endpointName(tenant), { headers: headersOf(tenant) }));
  }

  private query(tenant?: string): TempoQueryEndpoint {
    return this.serve(this.readers, 'query', tenant, ({ _workload, service }) => TempoQueryEndpoint._served(_workload.servedAt(service, HTTP_PORT), tenant));
  }

  /** One value for each place and tenant, so that who connects to it is known to its pods. */
  private serve<T extends Endpoint>(component: TempoComponent, kind: string, tenant: string | undefined, make: (component: TempoComponent) => T): T {
    const key = JSON.stringify([kind, tenant]);
    const known = this.endpoints.get(key) as T | undefined;
    const endpoint = known ?? make(component);
    if (known === undefined) {
      this.endpoints.set(key, endpoint);
      component._workload.served.push(endpoint);
    }
    return endpoint;
  }

  private endpointName(tenant: string | undefined): string {
    return tenant === undefined ? this.installation.name : nameOfHost(`${this.installation.name}-${tenant}`);
  }

  private get writers(): TempoComponent {
    return (this.monolith ?? this.distributor)!;
  }

  private get readers(): TempoComponent {
    return (this.monolith ?? this.queryFrontend)!;
  }

  private requireOneTenant(property: string): void {
    if (this.installation.multitenancy) {
      fail(this.node.path, {
        what: `${property} of a Tempo with multitenancy`,
        why: 'requests that name no tenant are refused (no org id)',
        fix: `${property}For('payments')`,
      });
    }
  }

  private requireTenant(method: string, tenant: string): void {
    failOnFindings(this.node.path, nameFindings(tenant));
    if (!this.installation.multitenancy) {
      fail(this.node.path, {
        what: `${method}('${tenant}') of a Tempo without multitenancy`,
        why: 'everything is kept as one tenant, whatever a request says: others would see it',
        fix: `multitenancy: true, or ${method.replace(/For$/, '')}`,
      });
    }
  }

  private makeIngester(microservices: TempoMicroservicesOptions): TempoComponent {
    const { ingester, replicationFactor = 3 } = microservices;
    const replicas = ingester?.replicas ?? REPLICAS.ingester;
    return this.makeComponent('ingester', ingester, {
      maxUnavailable: evictableIngesters(replicationFactor), findings: () => ringFindings({ replicas, replicationFactor }),
    });
  }

  private makeComponent(target: TempoTarget, options: TempoStatefulOptions = {}, more: Partial<TempoComponentPlan> = {}): TempoComponent {
    const { name, versions } = this.installation;
    const size = options.volume ?? VOLUMES[target];
    return TempoComponent._of(this, target === 'all' ? 'monolith' : target, {
      target,
      options: { name: `${name}-${target}`, versions, ...options },
      surroundings: this.installation.surroundings,
      replicas: options.replicas ?? REPLICAS[target],
      volume: size && { size, storageClassName: options.storageClassName },
      parts: () => this.partsOf(target),
      ...more,
    });
  }

  /** A frontend is ready when a querier has found it, so that queriers have to find those that are not. */
  private makeDiscovery({ _workload }: TempoComponent): ApiObject {
    return workloadService(this, 'frontends', _workload, {
      suffix: '-discovery', exposures: [PortExposure.MEMBERS], more: { clusterIp: 'None', publishNotReadyAddresses: true },
    });
  }

  private partsOf(target: TempoTarget): NamedNeeds[] {
    const { caches } = ROLES[target];
    return [
      ...this.askedBy(target).map(({ name, _grpc }) => ({ from: `${name}, which it asks`, needs: { egress: egressNeeds(_grpc) } })),
      ...caches ? this.installation.cacheParts : [],
      ...target === 'all' || target === 'metrics-generator' ? this.installation.generatorParts : [],
    ];
  }

  private askedBy(target: TempoTarget): TempoComponent[] {
    return ROLES[target].asks.map((asked) => this.componentOf(asked)).filter((component): component is TempoComponent => component !== undefined);
  }

  private componentOf(target: TempoTarget): TempoComponent | undefined {
    const { monolith, distributor, ingester, querier, queryFrontend, compactor, metricsGenerator } = this;
    return { 'all': monolith, distributor, ingester, querier, 'query-frontend': queryFrontend, compactor, 'metrics-generator': metricsGenerator }[target];
  }

  /** Whoever connects is known to the pods at the other end. */
  private connect(): void {
    const present = (Object.keys(ROLES) as TempoTarget[]).flatMap((target) => {
      const component = this.componentOf(target);
      return component === undefined ? [] : [{ target, component }];
    });
    for (const { target, component: { _workload: { peer } } } of present) {
      this.askedBy(target).forEach(({ _grpc }) => _grpc._connect(peer));
      if (ROLES[target].caches) {
        this.props.cache?._connect(peer);
      }
      if (target === 'all' || target === 'metrics-generator') {
        this.installation.generator?.remoteWriteTo.forEach((endpoint) => endpoint._connect(peer));
      }
    }
  }

  private get targets(): TempoTarget[] {
    return (Object.keys(ROLES) as TempoTarget[]).filter((target) => this.componentOf(target) !== undefined);
  }

  private findings(): Finding[] {
    const { tempo } = this.installation.versions;
    const others = this.components.filter(({ _workload: { versions } }) => versions.tempo !== tempo);
    return [
      ...this.installation.findings(this.targets),
      ...others.map(({ name, _workload: { versions } }) => ({
        what: `${name} runs Tempo ${versions.tempo}, and the stack ${tempo}`,
        why: 'components of two versions do not understand each other, and read other keys',
        fix: 'versions of the stack only',
      })),
    ];
  }
}

function headersOf(tenant: string | undefined): { readonly [name: string]: string } {
  return tenant === undefined ? {} : { [TENANT_HEADER]: tenant };
}
