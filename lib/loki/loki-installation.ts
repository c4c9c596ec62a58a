import { ApiObject, Chart, Duration, Lazy, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { canaryLabelFindings } from './canary-labels';
import { cacheNeeds, chunksCacheFindings } from './document/caches';
import { lokiDocument } from './document/loki-document';
import { LokiLogLevel, LokiPlan } from './document/loki-plan';
import { RulerPlan, rulerSecrets } from './document/ruler-block';
import { otlpBlock, streamLabels } from './document/stream-labels';
import { addedKeyFindings, removedKeyFindings } from './keys/key-findings';
import { LokiOptions, LokiStoreClient } from './loki-options';
import { OVERRIDES_FILE, RULES_MOUNT_PATH } from './places';
import { rulerFindings } from './rules/ruler-findings';
import { DEFAULT_SCHEMA, schemaFindings } from './schema';
import { storeFindings } from './store-findings';
import { enforcedLabelFindings } from './tenants/enforced-labels';
import { DEFAULT_LIMITS, limitFindings, retentionFindings } from './tenants/limits-document';
import { LokiTenant } from './tenants/loki-tenant';
import { deletesAnything, longestRetention, runtimeOverrides, tenantFindings } from './tenants/runtime-overrides';
import { LokiSurroundings } from './workload/loki-workload';
import { configMapFindings } from '../kubernetes/config-map-size';
import { Labels, objectLabels } from '../kubernetes/labels';
import { labelOf } from '../policy/cardinality/compilers/attribute-labels';
import { lokiLegacyClients } from '../storage/renderings/loki-legacy-clients';
import { lokiObjectStore } from '../storage/renderings/loki-object-store';
import { Rendering, storeKind } from '../storage/renderings/rendering';
import { fail, Finding } from '../validation';
import { VersionCatalog } from '../versions';
import { MountNeed } from '../wiring';
import { Mapping, withAdded } from '../wiring/added-keys';
import { egressNeeds, mountNeeds } from '../wiring/endpoint-needs';
import { valuesIn } from '../wiring/mapping';
import { NamedNeeds } from '../wiring/needs-sum';
import { GossipRing } from '../workload/gossip-ring';

/** What a distributor takes at once when nobody says more: 100 MiB. */
const REQUEST_BYTES = 104_857_600;

/** What is known of a Loki by how it runs. */
export type LokiShape = Pick<LokiPlan, 'ingester' | 'patterns'> & { readonly addresses: Omit<LokiPlan['addresses'], 'gossip'> };

/** What all pods of one Loki share: document, ring, tenants, rules, and what can be wrong with them together. */
export class LokiInstallation {
  public readonly name: string;
  public readonly replicationFactor: number;
  public readonly queryTimeout: Duration;
  public readonly defaultTenant: LokiTenant;
  public readonly ring: GossipRing;
  private readonly versions: VersionCatalog;
  private readonly labels: Labels;
  private readonly overrides: ApiObject;
  private readonly tenants: LokiTenant[] = [];
  private readonly ruleMounts: MountNeed[] = [];
  private readonly ruler?: RulerPlan;

  /** @param shape asked at synth, when all components are there */
  public constructor(private readonly scope: Construct, private readonly options: LokiOptions, private readonly shape: () => LokiShape) {
    const { namespace } = Chart.of(scope);
    this.name = options.name ?? scope.node.id;
    this.versions = options.versions ?? VersionCatalog.tested();
    this.replicationFactor = options.replicationFactor ?? 3;
    this.queryTimeout = options.queryTimeout ?? Duration.minutes(5);
    this.defaultTenant = options.defaultTenant ?? new LokiTenant('default');
    this.labels = objectLabels({ name: this.name, program: 'loki', component: 'configuration', version: this.versions.loki });
    this.ring = new GossipRing(scope, 'gossip-ring', { name: this.name, namespace, labels: this.labels });
    const { ruler } = options;
    this.ruler = ruler && {
      alertmanagers: ruler.alertmanagers ?? [],
      remoteWriteTo: ruler.remoteWriteTo ?? [],
      evaluationInterval: ruler.evaluationInterval ?? Duration.minutes(1),
      externalUrl: ruler.externalUrl,
    };
    this.overrides = new k8s.KubeConfigMap(scope, 'overrides', {
      metadata: { name: `${this.name}-overrides`, labels: this.labels },
      data: Lazy.any({ produce: () => ({ [OVERRIDES_FILE.name]: this.overridesText }) }) as { [key: string]: string },
    });
    [this.defaultTenant, ...options.tenants ?? []].forEach((tenant) => this.addTenant(tenant));
  }

  /** Every tenant, the one of those who are not told apart among them. */
  public get allTenants(): readonly LokiTenant[] {
    return this.tenants;
  }

  public addTenant(tenant: LokiTenant): void {
    this.tenants.push(tenant);
    if (tenant.ruleGroups.length > 0) {
      const name = `${this.name}-rules-${this.ruleMounts.length}`;
      new k8s.KubeConfigMap(this.scope, `rules-${this.ruleMounts.length}`, {
        metadata: { name, labels: this.labels },
        data: { 'rules.yaml': Yaml.stringify({ groups: tenant.ruleGroups.map((group) => group._document()) }) },
      });
      this.ruleMounts.push({ mountPath: `${RULES_MOUNT_PATH}/${tenant.name}`, configMapName: name });
    }
  }

  /** Fails for a tenant of which this Loki knows nothing. */
  public requireTenant(tenant: LokiTenant): void {
    if (!this.tenants.includes(tenant)) {
      fail(this.scope.node.path, {
        what: `'${tenant.name}' is asked for, which is none of its tenants`,
        why: 'its limits and its retention would not hold: Loki takes a tenant that it does not know for one like everybody',
        fix: `tenants: [new LokiTenant('${tenant.name}', …)], or addTenant before`,
      });
    }
  }

  public get surroundings(): LokiSurroundings {
    const { cluster, objectStore: store } = this.options;
    return {
      cluster,
      store,
      ring: this.ring,
      document: () => Yaml.stringify(this.document),
      mounts: () => [{ mountPath: OVERRIDES_FILE.mountPath, configMapName: this.overrides.name }],
      flags: () => this.expandsVariables ? ['-config.expand-env=true'] : [],
    };
  }

  /** What a pod needs that reads chunks: the way to their cache. */
  public get chunksCacheParts(): NamedNeeds[] {
    return this.options.chunksCache ? [{ from: 'its cache of chunks', needs: cacheNeeds(this.options.chunksCache) }] : [];
  }

  public get resultsCacheParts(): NamedNeeds[] {
    return this.options.resultsCache ? [{ from: 'its cache of answers', needs: cacheNeeds(this.options.resultsCache) }] : [];
  }

  /** What a pod needs that evaluates rules. */
  public get rulerParts(): NamedNeeds[] {
    if (this.ruler === undefined) {
      return [];
    }
    const connected = [...this.ruler.alertmanagers, ...this.ruler.remoteWriteTo];
    // others read the same document, and nothing in the place of a secret
    const variables = rulerSecrets(this.ruler).map(({ variable, secretName, key }) => ({ name: variable, secretName, secretKey: key }));
    return [
      { from: 'the secrets of its remote write', needs: { variables } },
      { from: 'its rules', needs: { mounts: this.ruleMounts } },
      ...connected.map((endpoint) => ({ from: `the connection to ${endpoint.host}`, needs: { egress: egressNeeds(endpoint), mounts: mountNeeds(endpoint.tls) } })),
    ];
  }

  /** Whom the ruler tells, and where it writes to. */
  public get rulerEndpoints() {
    return this.ruler ? [...this.ruler.alertmanagers, ...this.ruler.remoteWriteTo] : [];
  }

  public findings(ingesters: number): Finding[] {
    const { chunksCache, extraConfig = {}, limits = {}, objectStore, retention } = this.options;
    return [
      ...schemaFindings(this.plan.schema),
      ...limitFindings('every tenant', limits, DEFAULT_LIMITS),
      ...retentionFindings('every tenant', { retention }),
      ...tenantFindings(this.tenants, limits),
      ...this.enforcedLabelFindings(),
      ...storeFindings(objectStore, this.rendering, longestRetention(retention, this.tenants)),
      ...this.otlp.findings,
      ...this.replicationFindings(ingesters),
      ...chunksCache ? chunksCacheFindings(chunksCache) : [],
      ...rulerFindings(this.ruler, this.tenants),
      ...addedKeyFindings(extraConfig, this.ownDocument),
      ...removedKeyFindings(this.document, this.versions.loki),
      ...this.dollarFindings(),
      ...configMapFindings({ [OVERRIDES_FILE.name]: this.overridesText }),
    ];
  }

  /** Of the document, because its keys may say that services have no names. */
  private enforcedLabelFindings(): Finding[] {
    const { canary, limits } = this.options;
    const { discover_service_name: discovered } = this.document.limits_config as { readonly discover_service_name?: readonly string[] };
    const streams = { labels: this.indexLabels.map(labelOf), servicesAreNamed: discovered?.length !== 0 };
    const watching = canary && (canary.tenant ?? this.defaultTenant);
    return [
      ...enforcedLabelFindings('every tenant', limits?.enforcedLabels, streams),
      ...this.tenants.flatMap(({ name, enforcedLabels }) => enforcedLabelFindings(`'${name}'`, enforcedLabels, streams)),
      ...watching ? canaryLabelFindings(watching.name, watching.enforcedLabels ?? limits?.enforcedLabels ?? []) : [],
    ];
  }

  private replicationFindings(ingesters: number): Finding[] {
    const factor = this.replicationFactor;
    if (!Number.isInteger(factor) || factor < 1) {
      return [{ what: `replicationFactor is ${factor}`, why: 'Loki counts whole ingesters, one at least', fix: 'replicationFactor: 3' }];
    }
    return ingesters >= factor ? [] : [{
      what: `${ingesters} ingester${ingesters === 1 ? '' : 's'} for a replicationFactor of ${factor}`,
      why: 'every copy of a line is kept by another ingester: as soon as one is away, or from the start, writes are refused (at least … live replicas required)',
      fix: `replicas: ${factor} at least, or replicationFactor: ${Math.max(1, Math.floor(ingesters))}`,
    }];
  }

  /** Where variables are replaced, a dollar sign of the user's own would be taken for one. */
  private dollarFindings(): Finding[] {
    const { extraConfig = {} } = this.options;
    const text = this.expandsVariables ? valuesIn(extraConfig).find((value) => typeof value === 'string' && value.includes('$')) : undefined;
    return text === undefined ? [] : [{
      what: `extraConfig has the text '${String(text)}'`,
      why: 'variables of the environment are replaced in this document, for its secrets: the dollar sign would be taken for one',
      fix: `'${String(text).replace(/\$/g, '$$$$')}', where two of them stand for one`,
    }];
  }

  /** The largest request of lines that distributors take. */
  public get mostBytes(): number {
    const { max_recv_msg_size: asked } = (this.document.distributor ?? {}) as { readonly max_recv_msg_size?: unknown };
    return typeof asked === 'number' ? asked : REQUEST_BYTES;
  }

  /** The attributes that are labels of streams. */
  public get indexLabels(): string[] {
    const { policy, indexLabels } = this.options.otlp ?? {};
    return streamLabels(policy, indexLabels);
  }

  private get otlp() {
    const { policy, indexLabels } = this.options.otlp ?? {};
    return otlpBlock(policy, indexLabels);
  }

  private get overridesText(): string {
    return Yaml.stringify(runtimeOverrides(this.tenants));
  }

  private get rendering(): Rendering {
    const { objectStore, storeClient } = this.options;
    return storeClient === LokiStoreClient.LEGACY ? lokiLegacyClients(objectStore) : lokiObjectStore(objectStore);
  }

  private get expandsVariables(): boolean {
    return this.rendering.flags.length > 0 || (this.ruler !== undefined && rulerSecrets(this.ruler).length > 0);
  }

  private get document(): Mapping {
    return withAdded(this.ownDocument, this.options.extraConfig ?? {});
  }

  private get ownDocument(): Mapping {
    return lokiDocument(this.plan);
  }

  private get plan(): LokiPlan {
    const { options, ring } = this;
    const { ingester, patterns, addresses } = this.shape();
    return {
      addresses: { ...addresses, gossip: ring.address },
      clusterLabel: [this.name, Chart.of(this.scope).namespace].filter(Boolean).join('.'),
      logLevel: options.logLevel ?? LokiLogLevel.INFO,
      replicationFactor: this.replicationFactor,
      storage: this.rendering.document as LokiPlan['storage'],
      storeKind: storeKind(options.objectStore),
      usesThanosClients: options.storeClient !== LokiStoreClient.LEGACY,
      schema: options.schema ?? DEFAULT_SCHEMA,
      retention: options.retention,
      deletes: deletesAnything(options.retention, this.tenants),
      limits: options.limits ?? {},
      otlp: this.otlp.document,
      queryTimeout: this.queryTimeout,
      chunksCache: options.chunksCache,
      resultsCache: options.resultsCache,
      ingester,
      patterns,
      ruler: this.ruler,
    };
  }
}
