import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { externalLabelsOf, PrometheusPlan } from './prometheus-plan';
import { PrometheusServices } from './prometheus-services';
import { fail } from '../validation';
import { QueryEndpoint, RemoteWriteEndpoint, StoreApi } from '../wiring';
import { Workload } from '../workload/workload';

/** What every Prometheus has, whoever runs it: replicas that each scrape everything, and a Thanos sidecar in each that makes them one again. */
export abstract class PrometheusServer extends Construct {
  /** What runs it. @internal */
  protected abstract readonly _workload: Workload;
  /** How it is reached. @internal */
  protected abstract readonly _services: PrometheusServices;
  /** What was decided. @internal */
  protected abstract readonly _plan: PrometheusPlan;

  protected constructor(scope: Construct, id: string) {
    super(scope, id);
  }

  /** How many replicas there are. */
  public get replicas(): number {
    return this._plan.replicas;
  }

  /** The external labels of all replicas. */
  public get externalLabels(): { [name: string]: string } {
    return { ...externalLabelsOf(this._plan) };
  }

  /** The external label by which replicas differ. */
  public get replicaLabel(): string {
    return this._plan.replicaLabel;
  }

  /** How long samples are kept. */
  public get retention(): Duration {
    return this._plan.retention;
  }

  /** How large blocks and logs together may become. */
  public get retentionSize(): Size {
    return this._plan.retentionSize;
  }

  /** The volume of each replica. */
  public get volume(): Size {
    return this._plan.volume;
  }

  /** The Service for queries and remote write. */
  public get service(): ApiObject {
    return this._services.service;
  }

  /** The headless Service, which names every replica. */
  public get headlessService(): ApiObject {
    return this._services.headlessService;
  }

  /** The NetworkPolicy. */
  public get networkPolicy(): ApiObject {
    return this._workload.networkPolicy;
  }

  /** The ServiceAccount. */
  public get serviceAccount(): ApiObject {
    return this._workload.serviceAccount;
  }

  /** The PodDisruptionBudget. */
  public get disruptionBudget(): ApiObject {
    return this._workload.disruptionBudget!;
  }

  /** PromQL over HTTP, answered by one replica: of what it has missed itself it knows nothing. */
  public get queryEndpoint(): QueryEndpoint {
    return this._services.queryEndpoint;
  }

  /** The sidecars, as Thanos Query asks them. Fails without a sidecar. */
  public get storeApi(): StoreApi {
    return this._services.storeApi ?? fail(this.node.path, {
      what: 'it has no Thanos sidecar', why: 'nobody would answer the StoreAPI', fix: 'sidecar: {}, or an objectStore',
    });
  }

  /** Remote write to this Prometheus. Fails without `remoteWriteReceiver`. */
  public get remoteWriteEndpoint(): RemoteWriteEndpoint {
    return this._services.remoteWriteEndpoint ?? fail(this.node.path, {
      what: 'remoteWriteReceiver is off', why: 'Prometheus would answer remote write with 404', fix: 'remoteWriteReceiver: true',
    });
  }
}
