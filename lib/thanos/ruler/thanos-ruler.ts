import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { rulerFlags, RulerPlan } from './flags';
import { alertmanagersDocument, HttpServers, queryConfigDocument, remoteWriteDocument } from './ruler-documents';
import { rulerFindings, rulerFlagFindings } from './ruler-invariants';
import { ThanosRulerProps } from './thanos-ruler-props';
import { replicaFindings } from '../../kubernetes/replicas';
import { thanosReader } from '../../policy/rules/rule-document';
import { ruleFindings } from '../../policy/rules/rule-findings';
import { ScrapeConfig } from '../../scraping';
import { Finding } from '../../validation';
import { Endpoint, Needs, PortExposure, RemoteWriteEndpoint, SecretValue, StoreAccess, StoreApi, Tls } from '../../wiring';
import { egressNeeds, mountNeeds } from '../../wiring/endpoint-needs';
import { statefulPods } from '../../workload/stateful-pods';
import { HEADLESS, workloadService } from '../../workload/workload-service';
import { registerProducer } from '../producers/blocks-of-store';
import { Producer } from '../producers/producer';
import { remoteWriteFindings } from '../remote-write-client';
import { configFile, DATA_MOUNT_PATH, DATA_VOLUME, GRPC_PORT, OBJSTORE_FILE, POD_NAME, ThanosWorkload } from '../thanos-workload';

const RULES_FILE = 'rules.yaml';
const QUERY_FILE = 'query.yaml';
const ALERTMANAGERS_FILE = 'alertmanagers.yaml';
const REMOTE_WRITE_FILE = 'remote-write.yaml';

/** The external label by which replicas differ. */
const REPLICA_LABEL = 'ruler_replica';

/** Evaluates rules over everything that Query knows, tells Alertmanagers of alerts, and keeps results: in blocks of its own, or with somebody who takes remote write. */
export class ThanosRuler extends Construct {
  /** How many replicas there are. */
  public readonly replicas: number;
  /** The volume of each replica. */
  public readonly volume: Size;
  /** Its results, as queries reach them; nothing when they are written to somebody else. */
  public readonly storeApi?: StoreApi;
  /** The StatefulSet, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  /** The headless Service, which names every replica. */
  public readonly headlessService: ApiObject;
  private readonly props: ThanosRulerProps;
  private readonly workload: ThanosWorkload;
  private readonly producer: Producer;

  public constructor(scope: Construct, id: string, props: ThanosRulerProps) {
    super(scope, id);
    this.props = props;
    this.replicas = props.replicas ?? 2;
    this.volume = props.volume ?? Size.gibibytes(10);
    this.producer = this.describe();
    this.workload = new ThanosWorkload(this, {
      command: 'rule',
      component: 'ruler',
      options: props,
      cluster: props.cluster,
      defaults: { cpu: 0.2, cpuLimit: 2, memory: Size.gibibytes(1) },
      http: PortExposure.SCRAPE,
      grpc: PortExposure.SERVICE,
      keeps: 'results that are not uploaded or sent',
      loadingMinutes: 15,
      flags: () => rulerFlags(this.plan),
      objectStore: props.objectStore && { store: props.objectStore, access: StoreAccess.WRITE },
      documents: () => this.documents(),
      parts: () => this.connected.map((endpoint) => ({ from: `the connection to ${endpoint.host}`, needs: connectionNeeds(endpoint) })),
    });
    this.headlessService = workloadService(this, 'headless-service', this.workload, HEADLESS);
    this.connected.forEach((endpoint) => endpoint._connect(this.workload.peer));
    if (props.objectStore && this.remoteWriteTo.length === 0) {
      registerProducer(this, props.objectStore, this.producer);
      this.storeApi = StoreApi._served(this.workload.servedAt(this.headlessService, GRPC_PORT), () => [this.producer]);
      this.workload.served.push(this.storeApi);
    }
    this.statefulSet = statefulPods(this, this.workload, {
      replicas: this.replicas,
      serviceName: this.headlessService.name,
      volumeName: DATA_VOLUME,
      volume: this.volume,
      storageClassName: props.storageClassName,
      volumesHold: 'what is nowhere else',
      template: () => this.workload.thanosPods(),
    });
    this.workload.judge(this.statefulSet, (values) => [...this.findings(), ...rulerFlagFindings(values, REPLICA_LABEL)]);
  }

  /** How its metrics are scraped: a job under its name. */
  public get scrapeConfigs(): ScrapeConfig[] {
    return [this.workload.scrapeConfig];
  }

  private describe(): Producer {
    const { cluster, externalLabels } = this.props;
    return {
      name: this.node.path,
      labels: { ...externalLabels, ruler_cluster: cluster.name, ...(cluster.region === undefined ? {} : { ruler_region: cluster.region }) },
      replicas: this.replicas,
      replicaLabel: REPLICA_LABEL,
      // all evaluate a group at the same times, which follow from its name: what one of them lacks, another one has
      copies: 'identical',
      outOfOrder: false,
      mergedInBucket: false,
    };
  }

  private get remoteWriteTo(): readonly RemoteWriteEndpoint[] {
    return this.props.remoteWriteTo ?? [];
  }

  private get connected(): (Endpoint & { readonly tls: Tls })[] {
    return [...this.props.queries, ...this.props.alertmanagers ?? [], ...this.remoteWriteTo];
  }

  private get plan(): RulerPlan {
    const { alertmanagers = [], alertQueryUrl, evaluationInterval, localRetention = Duration.hours(48), objectStore } = this.props;
    return {
      labels: this.producer.labels,
      replicaLabel: REPLICA_LABEL,
      replica: POD_NAME,
      directory: `${DATA_MOUNT_PATH}/rule`,
      ruleFiles: [configFile(RULES_FILE)],
      queryFile: configFile(QUERY_FILE),
      alertmanagersFile: alertmanagers.length > 0 ? configFile(ALERTMANAGERS_FILE) : undefined,
      alertQueryUrl,
      evaluationInterval,
      results: {
        blocks: objectStore && { objstoreFile: configFile(OBJSTORE_FILE), retention: localRetention },
        remoteWriteFile: this.remoteWriteTo.length > 0 ? configFile(REMOTE_WRITE_FILE) : undefined,
      },
    };
  }

  private documents(): { [file: string]: object } {
    const { alertmanagers = [], queries, ruleGroups } = this.props;
    return {
      [RULES_FILE]: { groups: ruleGroups.map((group) => group.toDocument()) },
      [QUERY_FILE]: queryConfigDocument(queries.map(({ url, host, port, tls }) => ({ addresses: [`${host}:${port}`], tls, pathPrefix: pathOf(url) }))),
      ...(alertmanagers.length > 0 ? { [ALERTMANAGERS_FILE]: alertmanagersDocument(alertmanagers.map(alertmanagerServers)) } : {}),
      ...(this.remoteWriteTo.length > 0 ? { [REMOTE_WRITE_FILE]: remoteWriteDocument(this.remoteWriteTo) } : {}),
    };
  }

  private findings(): Finding[] {
    const { alertmanagers = [], extraArgs, queries, ruleGroups } = this.props;
    return [
      ...replicaFindings(this.replicas),
      ...(queries.length > 0 ? [] : [{ what: 'nobody evaluates its rules', why: 'Thanos does not start (no query configuration parameter was given)', fix: 'queries: [thanos.query.queryEndpoint]' }]),
      ...(ruleGroups.length > 0 ? [] : [{ what: 'it has no rules', why: 'it would evaluate nothing', fix: "ruleGroups: [new RuleGroup('targets', { rules: [new AlertRule('TargetDown', { expr: 'up == 0', for: Duration.minutes(10) })] })]" }]),
      ...ruleFindings(ruleGroups.map((group) => group.toDocument()), thanosReader(extraArgs)),
      ...(alertmanagers.length > 0 || !ruleGroups.some((group) => group._hasAlerts()) ? [] : [{
        what: 'it has rules for alerts, and no alertmanagers',
        why: 'nobody would be told of an alert',
        fix: "alertmanagers: [AlertmanagerEndpoint.headless({ url: 'http://alertmanager-operated.monitoring.svc:9093' })]",
      }]),
      ...rulerFindings(this.plan),
      ...remoteWriteFindings(this.remoteWriteTo),
    ];
  }
}

function connectionNeeds(endpoint: Endpoint & { readonly tls: Tls }): Needs {
  const headers = endpoint instanceof RemoteWriteEndpoint ? Object.values(endpoint.headers) : [];
  return {
    egress: egressNeeds(endpoint),
    mounts: mountNeeds(endpoint.tls),
    variables: headers.filter((value) => value instanceof SecretValue).map(({ variable, secretName, key }) => ({ name: variable, secretName, secretKey: key })),
  };
}

function alertmanagerServers({ host, port, tls, everyAddress, pathPrefix }: AlertmanagerServers): HttpServers {
  return { addresses: [`${everyAddress ? 'dns+' : ''}${host}:${port}`], tls, pathPrefix: pathPrefix === '/' ? undefined : pathPrefix };
}

type AlertmanagerServers = Pick<NonNullable<ThanosRulerProps['alertmanagers']>[number], 'host' | 'port' | 'tls' | 'everyAddress' | 'pathPrefix'>;

function pathOf(url: string): string | undefined {
  return url.replace(/^https?:\/\/[^/]+/, '') || undefined;
}
