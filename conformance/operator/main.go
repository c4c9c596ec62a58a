// Asks prometheus-operator, by its own code, what it makes of the objects in a program: which it takes, which it rejects and why, and the
// configuration of the Prometheus that takes them. A list of manifests comes in; Secrets and ConfigMaps get values where theirs are empty.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"os"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	prom "github.com/prometheus-operator/prometheus-operator/pkg/prometheus"
	"github.com/prometheus/client_golang/prometheus"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/record"
)

type answer struct {
	Selected int      `json:"selected"`
	Rejected []string `json:"rejected"`
	Config   string   `json:"config"`
}

func must[T any](value T, err error) T {
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	return value
}

// the certificate of somebody, and its key
func certificate() (string, string) {
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	template := &x509.Certificate{SerialNumber: big.NewInt(1)}
	der := must(x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key))
	block := func(kind string, bytes []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}))
	}
	return block("CERTIFICATE", der), block("EC PRIVATE KEY", must(x509.MarshalECPrivateKey(key)))
}

type world struct {
	prometheus *monitoringv1.Prometheus
	monitors   map[string][]runtime.Object
	files      []runtime.Object
	namespaces map[string]bool
}

func read(input io.Reader) world {
	w := world{monitors: map[string][]runtime.Object{}, namespaces: map[string]bool{}}
	crt, key := certificate()
	value := func(name string) string {
		switch {
		case strings.HasSuffix(name, ".crt"):
			return crt
		case strings.HasSuffix(name, ".key"):
			return key
		}
		return "text"
	}
	var manifests []json.RawMessage
	must(0, json.NewDecoder(input).Decode(&manifests))
	for _, manifest := range manifests {
		var meta metav1.PartialObjectMetadata
		must(0, json.Unmarshal(manifest, &meta))
		w.namespaces[meta.Namespace] = true
		switch meta.Kind {
		case "Prometheus":
			w.prometheus = &monitoringv1.Prometheus{}
			must(0, json.Unmarshal(manifest, w.prometheus))
		case "Secret":
			secret := &v1.Secret{}
			must(0, json.Unmarshal(manifest, secret))
			for name := range secret.Data {
				secret.Data[name] = []byte(value(name))
			}
			w.files = append(w.files, secret)
		case "ConfigMap":
			configMap := &v1.ConfigMap{}
			must(0, json.Unmarshal(manifest, configMap))
			for name := range configMap.Data {
				configMap.Data[name] = value(name)
			}
			w.files = append(w.files, configMap)
		default:
			kinds := map[string]runtime.Object{
				"ServiceMonitor": &monitoringv1.ServiceMonitor{}, "PodMonitor": &monitoringv1.PodMonitor{},
				"Probe": &monitoringv1.Probe{}, "ScrapeConfig": &monitoringv1alpha1.ScrapeConfig{},
			}
			if object, isMonitor := kinds[meta.Kind]; isMonitor {
				must(0, json.Unmarshal(manifest, object))
				w.monitors[meta.Kind] = append(w.monitors[meta.Kind], object)
			}
		}
	}
	return w
}

func (w world) list(kind string) prom.ListAllByNamespaceFn {
	return func(namespace string, selector labels.Selector, appendFn cache.AppendFunc) error {
		for _, object := range w.monitors[kind] {
			if meta := object.(metav1.Object); meta.GetNamespace() == namespace && selector.Matches(labels.Set(meta.GetLabels())) {
				appendFn(object)
			}
		}
		return nil
	}
}

func (w world) ask() answer {
	ctx, logger := context.Background(), slog.New(slog.DiscardHandler)
	namespaces := cache.NewSharedIndexInformer(&cache.ListWatch{}, &v1.Namespace{}, 0, cache.Indexers{})
	for name := range w.namespaces {
		labels := map[string]string{"kubernetes.io/metadata.name": name}
		must(0, namespaces.GetStore().Add(&v1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}}))
	}
	client := fake.NewSimpleClientset(w.files...).CoreV1()
	store, events := assets.NewStoreBuilder(client, client), record.NewFakeRecorder(1000)
	selector := must(prom.NewResourceSelector(logger, w.prometheus, store, namespaces, operator.NewMetrics(prometheus.NewRegistry()), events))
	services := must(selector.SelectServiceMonitors(ctx, w.list("ServiceMonitor")))
	pods := must(selector.SelectPodMonitors(ctx, w.list("PodMonitor")))
	probes := must(selector.SelectProbes(ctx, w.list("Probe")))
	jobs := must(selector.SelectScrapeConfigs(ctx, w.list("ScrapeConfig")))
	generator := must(prom.NewConfigGenerator(logger, w.prometheus, prom.WithEndpointSliceSupport()))
	config := must(generator.GenerateServerConfiguration(
		w.prometheus, services.ValidResources(), pods.ValidResources(), probes.ValidResources(), jobs.ValidResources(), store, nil, nil, nil, nil,
	))
	close(events.Events)
	rejected := []string{}
	for event := range events.Events {
		rejected = append(rejected, event)
	}
	return answer{Selected: len(services) + len(pods) + len(probes) + len(jobs), Rejected: rejected, Config: string(config)}
}

func main() {
	must(0, json.NewEncoder(os.Stdout).Encode(read(os.Stdin).ask()))
}
