import { Duration } from 'cdk8s';
import { OtlpExporter, OtlpExporterProps } from './otlp-exporter';
import { DestinationProtocol } from '../../../wiring';

/**
 * Sends OTLP over gRPC.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/otlpexporter/README.md
 */
export class OtlpGrpcExporter extends OtlpExporter {
  public constructor(props: OtlpExporterProps) {
    super('otlp_grpc', DestinationProtocol.OTLP_GRPC, Duration.seconds(10), props);
  }
}
