package main

import (
	"encoding/json"
	"testing"
)

func objectOf(t *testing.T, text string) object {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func podOf(t *testing.T) object {
	return objectOf(t, `{
		"metadata": {"name": "web-0", "namespace": "shop", "uid": "u", "labels": {"app.kubernetes.io/name": "web"}, "annotations": {"prometheus.io/scrape": "true"},
			"ownerReferences": [{"kind": "StatefulSet", "name": "web", "controller": true}]},
		"spec": {"nodeName": "node-1",
			"containers": [{"name": "app", "image": "web:1", "ports": [{"name": "http", "containerPort": 80, "protocol": "TCP"}, {"containerPort": 81, "protocol": "UDP"}]}, {"name": "side", "image": "side:1"}],
			"initContainers": [{"name": "before", "image": "before:1", "ports": [{"containerPort": 82, "protocol": "TCP"}]}]},
		"status": {"phase": "Running", "podIP": "10.0.0.7", "conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": null}]}}`)
}

func expectLabels(t *testing.T, got, want labelSet) {
	t.Helper()
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s is %q, want %q", name, got[name], value)
		}
	}
}

func TestEachPortOfAPodIsATargetAndAContainerWithoutPortsToo(t *testing.T) {
	targets := targetsOfPod(podOf(t))
	if len(targets) != 4 {
		t.Fatalf("%d targets", len(targets))
	}
	expectLabels(t, targets[0], labelSet{
		address: "10.0.0.7:80", meta + "namespace": "shop", meta + "pod_name": "web-0", meta + "pod_ip": "10.0.0.7", meta + "pod_phase": "Running", meta + "pod_ready": "true",
		meta + "pod_node_name": "node-1", meta + "pod_container_name": "app", meta + "pod_container_port_number": "80", meta + "pod_container_port_name": "http",
		meta + "pod_container_port_protocol": "TCP", meta + "pod_container_init": "false", meta + "pod_label_app_kubernetes_io_name": "web",
		meta + "pod_annotation_prometheus_io_scrape": "true", meta + "pod_annotationpresent_prometheus_io_scrape": "true",
		meta + "pod_controller_kind": "StatefulSet", meta + "pod_controller_name": "web",
	})
	expectLabels(t, targets[1], labelSet{address: "10.0.0.7:81", meta + "pod_container_port_protocol": "UDP"})
	expectLabels(t, targets[2], labelSet{address: "10.0.0.7", meta + "pod_container_name": "side", meta + "pod_container_port_number": ""})
	expectLabels(t, targets[3], labelSet{address: "10.0.0.7:82", meta + "pod_container_init": "true"})
	if targets := targetsOfPod(objectOf(t, `{"status": {"phase": "Pending"}}`)); len(targets) != 0 {
		t.Errorf("a pod without an address has %d targets", len(targets))
	}
}

func TestANodeIsATargetAtItsKubelet(t *testing.T) {
	node := objectOf(t, `{"metadata": {"name": "node-1"}, "status": {"addresses": [{"type": "Hostname", "address": "node-1"}, {"type": "InternalIP", "address": "10.1.0.1"}],
		"daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}}}}`)
	expectLabels(t, targetOfNode(node), labelSet{address: "10.1.0.1:10250", "instance": "node-1", meta + "node_name": "node-1"})
}

func TestEachPortOfAnAddressBehindAServiceIsATarget(t *testing.T) {
	slice := objectOf(t, `{"metadata": {"name": "web-x", "namespace": "shop", "labels": {"kubernetes.io/service-name": "web"}}, "addressType": "IPv4",
		"ports": [{"name": "metrics", "port": 80, "protocol": "TCP"}],
		"endpoints": [{"addresses": ["10.0.0.7"], "nodeName": "node-1", "conditions": {"ready": true}, "targetRef": {"kind": "Pod", "namespace": "shop", "name": "web-0"}}, {"addresses": ["10.9.9.9"]}]}`)
	service := objectOf(t, `{"metadata": {"name": "web", "namespace": "shop", "annotations": {"team": "a"}}}`)
	targets := targetsOfSlice(slice, []object{service}, []object{podOf(t)})
	if len(targets) != 2 {
		t.Fatalf("%d targets", len(targets))
	}
	expectLabels(t, targets[0], labelSet{
		address: "10.0.0.7:80", meta + "service_name": "web", meta + "service_annotation_team": "a", meta + "endpointslice_port": "80", meta + "endpointslice_port_name": "metrics",
		meta + "endpointslice_port_protocol": "TCP", meta + "endpointslice_endpoint_conditions_ready": "true", meta + "endpointslice_endpoint_node_name": "node-1",
		meta + "pod_name": "web-0", meta + "pod_container_name": "app",
	})
	expectLabels(t, targets[1], labelSet{address: "10.9.9.9:80", meta + "service_name": "web", meta + "pod_name": ""})
}

func TestJobsLookWhereTheySay(t *testing.T) {
	var found discovery
	for where, change := range map[string]func(){
		"/api/v1/pods":                 func() {},
		"/api/v1/namespaces/shop/pods": func() { found.Namespaces.Names = []string{"shop"} },
		"/api/v1/namespaces/own/pods":  func() { found.Namespaces.Own = true },
	} {
		found = discovery{Role: "pod"}
		change()
		if got := pods.in(found.namespaces("own")[0]); got != where {
			t.Errorf("got %s, want %s", got, where)
		}
	}
}
