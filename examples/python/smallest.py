"""The smallest gateway: OTLP in, one vendor out, nothing lost while the vendor is down."""
from cdk8s import Chart
from cdk8s_observability import ClusterIdentity, GatewayStatefulSet, ObservabilityApp, OtlpEndpoint, SecretValue

app = ObservabilityApp()
chart = Chart(app, "observability", namespace="observability")

GatewayStatefulSet(
    chart,
    "gateway",
    cluster=ClusterIdentity(name="prod-us-east-1", region="us-east-1", environment="production"),
    destination=OtlpEndpoint.grpc(
        address="api.honeycomb.io:443",
        headers={"x-honeycomb-team": SecretValue.from_secret("honeycomb", "api-key")},
    ),
)

app.synth()
