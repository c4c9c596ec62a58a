import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { CollectorWorkload } from './workload';
import { fail } from '../validation';
import { OtlpEndpoint, PortExposure, Tls } from '../wiring';
import { workloadService } from '../workload/workload-service';

/** The Service behind which a collector takes OTLP, and its endpoints as values. */
export class OtlpService {
  public readonly service: ApiObject;
  private readonly grpcEndpoint?: OtlpEndpoint;
  private readonly httpEndpoint?: OtlpEndpoint;

  public constructor(private readonly scope: Construct, private readonly workload: CollectorWorkload, receiver: OtlpReceiver, more: k8s.ServiceSpec = {}) {
    this.service = workloadService(scope, 'service', workload, { suffix: '', exposures: [PortExposure.SERVICE], more });
    const host = workload.hostOf(this.service);
    const { name, peer } = workload;
    if (receiver.grpcPort !== undefined) {
      const props = { name, tls: Tls.plaintext(), maxReceiveSize: receiver.maxReceiveSize, address: `${host}:${receiver.grpcPort}` };
      this.grpcEndpoint = this.serve(OtlpEndpoint._grpc(props, peer));
    }
    if (receiver.httpPort !== undefined) {
      this.httpEndpoint = this.serve(OtlpEndpoint._http({ name, url: `http://${host}:${receiver.httpPort}` }, peer));
    }
  }

  /** OTLP over gRPC; fails where it is not taken. */
  public get grpc(): OtlpEndpoint {
    return this.grpcEndpoint ?? fail(this.scope.node.path, {
      what: 'otlpEndpoint of a collector that takes no gRPC',
      why: 'nobody could connect to it',
      fix: 'otlpHttpEndpoint, or otlp: { grpc: true }',
    });
  }

  /** OTLP over HTTP; fails where it is not taken. */
  public get http(): OtlpEndpoint {
    return this.httpEndpoint ?? fail(this.scope.node.path, {
      what: 'otlpHttpEndpoint of a collector that takes no HTTP',
      why: 'nobody could connect to it',
      fix: 'otlpEndpoint, or otlp: { http: true }',
    });
  }

  private serve(endpoint: OtlpEndpoint): OtlpEndpoint {
    this.workload.served.push(endpoint);
    return endpoint;
  }
}
