import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PrometheusPlan, WEB_PORT } from './prometheus-plan';
import { producerOf } from './prometheus-producer';
import { IObjectStore } from '../storage';
import { headlessStoreApi } from '../thanos/headless-store-api';
import { registerProducer } from '../thanos/producers/blocks-of-store';
import { PortExposure, QueryEndpoint, RemoteWriteEndpoint, StoreApi } from '../wiring';
import { Workload } from '../workload/workload';
import { HEADLESS, workloadService } from '../workload/workload-service';

/** How a Prometheus is reached, and as whom Thanos knows it. */
export class PrometheusServices {
  public readonly service: ApiObject;
  public readonly headlessService: ApiObject;
  public readonly queryEndpoint: QueryEndpoint;
  public readonly storeApi?: StoreApi;
  public readonly remoteWriteEndpoint?: RemoteWriteEndpoint;

  public constructor(scope: Construct, workload: Workload, plan: PrometheusPlan, objectStore?: IObjectStore) {
    this.service = workloadService(scope, 'service', workload, {
      suffix: '',
      exposures: [PortExposure.SERVICE_AND_SCRAPE],
      // answers of a pair differ: who asks again asks the same replica
      more: { sessionAffinity: 'ClientIP' },
    });
    this.headlessService = workloadService(scope, 'headless-service', workload, {
      ...HEADLESS, exposures: [...HEADLESS.exposures, PortExposure.SERVICE_AND_SCRAPE],
    });
    const url = `http://${workload.hostOf(this.service)}:${WEB_PORT}`;
    this.queryEndpoint = QueryEndpoint._servedBy(workload.peer, { url });
    workload.served.push(this.queryEndpoint);
    const producer = producerOf(scope.node.path, plan);
    if (plan.hasSidecar) {
      this.storeApi = headlessStoreApi(workload, this.headlessService, () => [producer]);
    }
    if (plan.remoteWriteReceiver) {
      this.remoteWriteEndpoint = RemoteWriteEndpoint._http({ name: workload.name, url: `${url}/api/v1/write` }, workload.peer);
      workload.served.push(this.remoteWriteEndpoint);
    }
    if (objectStore) {
      registerProducer(scope, objectStore, producer);
    }
  }
}
