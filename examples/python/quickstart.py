"""An agent on every node, one vendor: logs of every container, metrics of annotated pods, OTLP from applications."""
from cdk8s import Chart
from cdk8s_observability import (
    ClusterIdentity,
    CollectorDaemonSet,
    ContainerLogsOptions,
    ObservabilityApp,
    OtlpEndpoint,
    OtlpReceiverProps,
    AnnotationScrapingOptions,
    SecretValue,
)

app = ObservabilityApp()
chart = Chart(app, "observability", namespace="observability")

CollectorDaemonSet(
    chart,
    "agent",
    cluster=ClusterIdentity(name="prod-us-east-1", region="us-east-1", environment="production"),
    container_logs=ContainerLogsOptions(),
    pod_scraping=AnnotationScrapingOptions(),
    otlp=OtlpReceiverProps(),
    destination=OtlpEndpoint.grpc(
        address="api.honeycomb.io:443",
        headers={"x-honeycomb-team": SecretValue.from_secret("honeycomb", "api-key")},
    ),
)

app.synth()
