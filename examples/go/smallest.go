// The smallest gateway: OTLP in, one vendor out, nothing lost while the vendor is down.
package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-observability/cdk8s-observability-go/cdk8sobservability"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	defer jsii.Close()

	app := cdk8sobservability.NewObservabilityApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("observability"), &cdk8s.ChartProps{Namespace: jsii.String("observability")})

	cdk8sobservability.NewGatewayStatefulSet(chart, jsii.String("gateway"), &cdk8sobservability.GatewayStatefulSetProps{
		Cluster: &cdk8sobservability.ClusterIdentity{
			Name:        jsii.String("prod-us-east-1"),
			Region:      jsii.String("us-east-1"),
			Environment: jsii.String("production"),
		},
		Destination: cdk8sobservability.OtlpEndpoint_Grpc(&cdk8sobservability.OtlpGrpcEndpointProps{
			Address: jsii.String("api.honeycomb.io:443"),
			Headers: &map[string]any{
				"x-honeycomb-team": cdk8sobservability.SecretValue_FromSecret(jsii.String("honeycomb"), jsii.String("api-key"), nil),
			},
		}),
	})

	app.Synth()
}
