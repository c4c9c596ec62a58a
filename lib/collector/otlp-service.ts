import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { OtlpReceiver } from './components/receivers/otlp-receiver';
import { CollectorWorkload } from './workload';
import { fail } from '../validation';
import { OtlpEndpoint, PortExposure } from '../wiring';
import { workloadService } from '../workload/workload-service';

/** The Service behind which a collector takes OTLP, and its endpoints as values. */
export class OtlpService {
  public readonly service: ApiObject;
  private readonly grpcEndpoint?: OtlpEndpoint;
  private readonly httpEndpoint?: OtlpEndpoint;

  public constructor(private readonly scope: Construct, private readonly workload: CollectorWorkload, receiver: OtlpReceiver, more: k8s.ServiceSpec = {}) {
    this.service = workloadService(scope, 'service', workload, { suffix: '', exposures: [PortExposure.SERVICE], more });
    const { grpcPort, httpPort, maxReceiveSize } = receiver;
    const served = (port: number) => workload.servedAt(this.service, port);
    this.grpcEndpoint = grpcPort === undefined ? undefined : this.serve(OtlpEndpoint._servedGrpc(served(grpcPort), workload.name, maxReceiveSize));
    this.httpEndpoint = httpPort === undefined ? undefined : this.serve(OtlpEndpoint._servedHttp(served(httpPort), workload.name));
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
