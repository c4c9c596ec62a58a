import { Duration } from 'cdk8s';
import { OtlpExporter, OtlpExporterProps } from './otlp-exporter';
import { DestinationProtocol } from '../../../wiring';

/**
 * Sends OTLP over HTTP, as protobuf.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/otlphttpexporter/README.md
 */
export class OtlpHttpExporter extends OtlpExporter {
  public constructor(props: OtlpExporterProps) {
    super('otlp_http', DestinationProtocol.OTLP_HTTP, Duration.seconds(30), props);
  }
}
