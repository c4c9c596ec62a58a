import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PrometheusPlan, WEB_PORT } from './prometheus-plan';
import { producerOf } from './prometheus-producer';
import { IObjectStore } from '../storage';
import { registerProducer } from '../thanos/producers/blocks-of-store';
import { GRPC_PORT } from '../thanos/thanos-workload';
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
    const web = workload.servedAt(this.service, WEB_PORT);
    this.queryEndpoint = QueryEndpoint._served(web, 'Prometheus');
    this.remoteWriteEndpoint = plan.remoteWriteReceiver ? RemoteWriteEndpoint._served(web, '/api/v1/write', workload.name) : undefined;
    const producer = producerOf(scope.node.path, plan);
    this.storeApi = plan.hasSidecar ? StoreApi._served(workload.servedAt(this.headlessService, GRPC_PORT), () => [producer]) : undefined;
    workload.served.push(...[this.queryEndpoint, this.storeApi, this.remoteWriteEndpoint].filter((endpoint) => endpoint !== undefined));
    if (objectStore) {
      registerProducer(scope, objectStore, producer);
    }
  }
}
