import { ApiObject, Chart, Duration, Lazy, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { generatorOverrides } from './document/generator-block';
import { blocksOf, documentOf, literal, tempoDocument } from './document/tempo-document';
import { GeneratorPlan, MicroservicesPlan, TempoLogLevel, TempoPlan, TempoProcessor } from './document/tempo-plan';
import { retentionFindings } from './findings/retention-findings';
import { generatorFindings } from './findings/shape-findings';
import { storeFindings } from './findings/store-findings';
import { addedFindings } from './keys/added-keys';
import { documentFindings, overridesFindings } from './keys/key-findings';
import { OVERRIDES_FILE } from './places';
import { TempoTarget } from './roles';
import { TempoStackProps } from './tempo-stack-props';
import { limitFindings, LimitsPlan } from './tenants/limits-document';
import { longestRetention, runtimeOverrides, tenantFindings } from './tenants/runtime-overrides';
import { TempoTenant } from './tenants/tempo-tenant';
import { TempoSurroundings } from './workload/tempo-workload';
import { configMapFindings } from '../kubernetes/config-map-size';
import { Labels, objectLabels } from '../kubernetes/labels';
import { headerFileFindings, remoteWriteFiles } from '../prometheus/remote-write';
import { tempoTraceStorage } from '../storage/renderings/tempo-trace-storage';
import { remoteWriteFindings } from '../thanos/remote-write-client';
import { Finding } from '../validation';
import { VersionCatalog } from '../versions';
import { Mapping, withAdded } from '../wiring/added-keys';
import { egressNeeds, mountOf } from '../wiring/endpoint-needs';
import { NamedNeeds } from '../wiring/needs-sum';
import { GossipRing } from '../workload/gossip-ring';

const SOURCE = 'the configuration of Tempo';

/** What all pods of one Tempo share: document, ring, tenants, and what can be wrong with them together. */
export class TempoInstallation {
  public readonly name: string;
  public readonly retention: Duration;
  public readonly versions: VersionCatalog;
  public readonly multitenancy: boolean;
  public readonly generator?: GeneratorPlan;
  /** Nobody gossips where all components are one process. */
  public readonly ring?: GossipRing;
  private readonly tenants: TempoTenant[];
  private readonly labels: Labels;
  private readonly overrides: ApiObject;

  /** @param frontends where every frontend is found, asked at synth */
  public constructor(scope: Construct, private readonly props: TempoStackProps, private readonly frontends: () => string) {
    const { namespace } = Chart.of(scope);
    this.name = props.name ?? scope.node.id;
    this.versions = props.versions ?? VersionCatalog.tested();
    this.retention = props.retention ?? Duration.days(14);
    this.multitenancy = props.multitenancy ?? false;
    this.tenants = [...props.tenants ?? []];
    this.labels = objectLabels({ name: this.name, program: 'tempo', component: 'configuration', version: this.versions.tempo });
    this.ring = props.microservices && new GossipRing(scope, 'gossip-ring', { name: this.name, namespace, labels: this.labels });
    const { metricsGenerator } = props;
    this.generator = metricsGenerator && {
      remoteWriteTo: metricsGenerator.remoteWriteTo,
      processors: metricsGenerator.processors ?? [TempoProcessor.SERVICE_GRAPHS, TempoProcessor.SPAN_METRICS],
      externalLabels: { cluster: props.cluster.name },
    };
    this.overrides = new k8s.KubeConfigMap(scope, 'overrides', {
      metadata: { name: `${this.name}-overrides`, labels: this.labels },
      data: Lazy.any({ produce: () => this.overridesFile }) as { [key: string]: string },
    });
  }

  public addTenant(tenant: TempoTenant): void {
    this.tenants.push(tenant);
  }

  /** What every pod is told and reads. */
  public get surroundings(): TempoSurroundings {
    const { cluster, objectStore: store } = this.props;
    return {
      cluster,
      ring: this.ring,
      store,
      document: (target) => Yaml.stringify(this.documentFor(target)),
      overrides: { mountPath: OVERRIDES_FILE.mountPath, configMapName: this.overrides.name },
    };
  }

  /** What who makes metrics needs to write them. */
  public get generatorParts(): NamedNeeds[] {
    return (this.generator?.remoteWriteTo ?? []).map((endpoint) => ({
      from: `remote write to '${endpoint.name}'`, needs: { egress: egressNeeds(endpoint), mounts: remoteWriteFiles(endpoint).map(mountOf) },
    }));
  }

  /** What who reads blocks needs to read them through the cache. */
  public get cacheParts(): NamedNeeds[] {
    const { cache } = this.props;
    return cache ? [{ from: 'its cache', needs: { egress: cache._places.flatMap(egressNeeds) } }] : [];
  }

  /** What is wrong with this Tempo as a whole. @param targets which processes there are */
  public findings(targets: readonly TempoTarget[]): Finding[] {
    const { extraConfig = {}, limits = {}, metricsGenerator, microservices, objectStore } = this.props;
    const { tempo: version } = this.versions;
    const remoteWriteTo = metricsGenerator?.remoteWriteTo ?? [];
    const written = tempoDocument(this.plan);
    return [
      ...retentionFindings('retention', this.retention),
      ...limitFindings('limits', limits),
      ...tenantFindings(this.tenants, this.multitenancy),
      ...storeFindings(objectStore, longestRetention(this.retention, this.tenants)),
      ...generatorFindings(metricsGenerator, microservices),
      ...remoteWriteFindings(remoteWriteTo),
      ...headerFileFindings(remoteWriteTo),
      ...addedFindings(extraConfig, { written, read: targets.flatMap(blocksOf), version }),
      ...documentFindings(written, { source: SOURCE, version }),
      ...overridesFindings(this.overridesDocument, { source: 'the overrides of tenants', version }),
      ...configMapFindings(this.overridesFile),
    ];
  }

  private documentFor(target: TempoTarget): Mapping {
    const whole = withAdded(tempoDocument(this.plan), this.props.extraConfig ?? {});
    const read = documentOf(target, whole);
    // who is told to put variables in their places would do so everywhere
    return this.ring ? literal(read) as Mapping : read;
  }

  private get plan(): TempoPlan {
    const { cache, limits = {}, logLevel, objectStore } = this.props;
    return {
      microservices: this.microservicesPlan,
      storage: (tempoTraceStorage(objectStore).document as { storage: TempoPlan['storage'] }).storage,
      retention: this.retention,
      limits,
      multitenancy: this.multitenancy,
      cache,
      generator: this.generator,
      logLevel: logLevel ?? TempoLogLevel.INFO,
    };
  }

  private get microservicesPlan(): MicroservicesPlan | undefined {
    const { cluster, microservices } = this.props;
    return this.ring && {
      gossip: this.ring.address,
      clusterLabel: `${cluster.name}.${this.ring.address.split(':')[0]}`,
      frontends: this.frontends(),
      replicationFactor: microservices?.replicationFactor ?? 3,
    };
  }

  private get overridesDocument(): object {
    const everybody: LimitsPlan = { limits: this.props.limits ?? {}, retention: this.retention };
    return runtimeOverrides(this.tenants, everybody, () => this.generator ? generatorOverrides(this.generator) : {});
  }

  private get overridesFile(): { [file: string]: string } {
    return { [OVERRIDES_FILE.name]: Yaml.stringify(this.overridesDocument) };
  }
}
