import io.github.cdk8sobservability.ClusterIdentity;
import io.github.cdk8sobservability.GatewayStatefulSet;
import io.github.cdk8sobservability.ObservabilityApp;
import io.github.cdk8sobservability.OtlpEndpoint;
import io.github.cdk8sobservability.OtlpGrpcEndpointProps;
import io.github.cdk8sobservability.SecretValue;
import java.util.Map;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;

/** The smallest gateway: OTLP in, one vendor out, nothing lost while the vendor is down. */
public class Smallest {
    public static void main(final String[] args) {
        final ObservabilityApp app = new ObservabilityApp();
        final Chart chart = new Chart(app, "observability", ChartProps.builder().namespace("observability").build());

        GatewayStatefulSet.Builder.create(chart, "gateway")
            .cluster(ClusterIdentity.builder().name("prod-us-east-1").region("us-east-1").environment("production").build())
            .destination(OtlpEndpoint.grpc(OtlpGrpcEndpointProps.builder()
                .address("api.honeycomb.io:443")
                .headers(Map.of("x-honeycomb-team", SecretValue.fromSecret("honeycomb", "api-key")))
                .build()))
            .build();

        app.synth();
    }
}
