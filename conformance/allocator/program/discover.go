package main

import (
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// resource is where objects of a kind are, and the role under which selectors name it.
type resource struct {
	group, name, role string
}

var (
	pods      = resource{"/api/v1", "pods", "pod"}
	nodes     = resource{"/api/v1", "nodes", "node"}
	services  = resource{"/api/v1", "services", "service"}
	endpoints = resource{"/apis/discovery.k8s.io/v1", "endpointslices", "endpointslice"}
)

// watchedFor is what Prometheus watches to find targets of a role.
var watchedFor = map[string][]resource{"pod": {pods}, "node": {nodes}, "endpointslice": {endpoints, services, pods}}

const (
	// serviceOfSlice names the Service of an EndpointSlice.
	serviceOfSlice = "kubernetes.io/service-name"
	meta           = "__meta_kubernetes_"
	address        = "__address__"
)

// discovered is every target of a job with its labels as Prometheus names them, and whether everything was seen that it is made of.
func (c *cluster) discovered(j job, own string) ([]labelSet, bool) {
	var all []labelSet
	for _, group := range j.Static {
		for _, target := range group.Targets {
			all = append(all, merged(labelSet(group.Labels), labelSet{address: target}))
		}
	}
	complete := true
	for _, found := range j.Kubernetes {
		for _, namespace := range found.namespaces(own) {
			targets, known := c.inNamespace(found, namespace)
			all, complete = append(all, targets...), complete && known
		}
	}
	return all, complete
}

func (d discovery) namespaces(own string) []string {
	switch {
	case d.Role == nodes.role:
		return []string{""}
	case d.Namespaces.Own:
		return append([]string{own}, d.Namespaces.Names...)
	case len(d.Namespaces.Names) > 0:
		return d.Namespaces.Names
	}
	return []string{""}
}

func (c *cluster) inNamespace(d discovery, namespace string) ([]labelSet, bool) {
	seen := map[string][]object{}
	complete := true
	for _, watched := range watchedFor[d.Role] {
		objects, known := c.objects(watched.in(namespace), d.selecting(watched))
		seen[watched.name], complete = objects, complete && known
	}
	var all []labelSet
	switch d.Role {
	case nodes.role:
		for _, node := range seen[nodes.name] {
			all = append(all, targetOfNode(node))
		}
	case pods.role:
		for _, pod := range seen[pods.name] {
			all = append(all, targetsOfPod(pod)...)
		}
	default:
		for _, slice := range seen[endpoints.name] {
			all = append(all, targetsOfSlice(slice, seen[services.name], seen[pods.name])...)
		}
	}
	return all, complete
}

func (r resource) in(namespace string) string {
	if namespace == "" {
		return r.group + "/" + r.name
	}
	return r.group + "/namespaces/" + namespace + "/" + r.name
}

func (d discovery) selecting(watched resource) url.Values {
	query := url.Values{}
	for _, selector := range d.Selectors {
		if selector.Role == watched.role {
			setUnlessEmpty(query, "labelSelector", selector.Label)
			setUnlessEmpty(query, "fieldSelector", selector.Field)
		}
	}
	return query
}

func setUnlessEmpty(query url.Values, name, value string) {
	if value != "" {
		query.Set(name, value)
	}
}

func targetOfNode(node object) labelSet {
	kubelet := ""
	for _, each := range node.Status.Addresses {
		if each.Type == "InternalIP" {
			kubelet = each.Address
		}
	}
	return merged(ofMetadata("node", node), labelSet{
		address: joined(kubelet, node.Status.DaemonEndpoints.Kubelet.Port), "instance": node.Metadata.Name, meta + "node_address_InternalIP": kubelet,
	})
}

// targetsOfPod is one target for each port of each container, and one for a container without ports.
func targetsOfPod(pod object) []labelSet {
	if pod.Status.PodIP == "" {
		return nil
	}
	common := labelsOfPod(pod)
	var all []labelSet
	for index, each := range append(append([]container{}, pod.Spec.Containers...), pod.Spec.InitContainers...) {
		own := merged(common, labelSet{
			address: pod.Status.PodIP, meta + "pod_container_name": each.Name, meta + "pod_container_image": each.Image,
			meta + "pod_container_init": strconv.FormatBool(index >= len(pod.Spec.Containers)),
		})
		if len(each.Ports) == 0 {
			all = append(all, own)
		}
		for _, port := range each.Ports {
			all = append(all, merged(own, labelSet{
				address: joined(pod.Status.PodIP, port.Number), meta + "pod_container_port_number": strconv.Itoa(port.Number),
				meta + "pod_container_port_name": port.Name, meta + "pod_container_port_protocol": port.Protocol,
			}))
		}
	}
	return all
}

func labelsOfPod(pod object) labelSet {
	labels := merged(ofMetadata("pod", pod), labelSet{
		meta + "namespace": pod.Metadata.Namespace, meta + "pod_ip": pod.Status.PodIP, meta + "pod_host_ip": pod.Status.HostIP,
		meta + "pod_phase": pod.Status.Phase, meta + "pod_ready": "unknown", meta + "pod_node_name": pod.Spec.NodeName, meta + "pod_uid": pod.Metadata.UID,
	})
	for _, condition := range pod.Status.Conditions {
		if condition.Type == "Ready" {
			labels[meta+"pod_ready"] = strings.ToLower(condition.Status)
		}
	}
	for _, owner := range pod.Metadata.Owners {
		if owner.Controller {
			labels[meta+"pod_controller_kind"], labels[meta+"pod_controller_name"] = owner.Kind, owner.Name
		}
	}
	return labels
}

// targetsOfSlice is one target for each port of each address. Prometheus adds the ports of pods that are not the Service's: no job here keeps them.
func targetsOfSlice(slice object, services, pods []object) []labelSet {
	common := merged(ofMetadata("endpointslice", slice), labelSet{meta + "namespace": slice.Metadata.Namespace, meta + "endpointslice_address_type": slice.AddressType})
	if service := find(services, slice.Metadata.Namespace, slice.Metadata.Labels[serviceOfSlice]); service != nil {
		common = merged(common, ofMetadata("service", *service))
	}
	var all []labelSet
	for _, end := range slice.Endpoints {
		for _, port := range slice.Ports {
			for _, ip := range end.Addresses {
				all = append(all, merged(common, targetOfEndpoint(end, port, ip, pods)))
			}
		}
	}
	return all
}

func targetOfEndpoint(end endpoint, port port, ip string, pods []object) labelSet {
	labels := labelSet{
		address: joined(ip, port.Number), meta + "endpointslice_port": strconv.Itoa(port.Number), meta + "endpointslice_port_name": port.Name,
		meta + "endpointslice_port_protocol": port.Protocol, meta + "endpointslice_port_app_protocol": port.AppProtocol,
		meta + "endpointslice_endpoint_node_name": end.NodeName,
	}
	conditions := map[string]*bool{"ready": end.Conditions.Ready, "serving": end.Conditions.Serving, "terminating": end.Conditions.Terminating}
	for name, holds := range conditions {
		if holds != nil {
			labels[meta+"endpointslice_endpoint_conditions_"+name] = strconv.FormatBool(*holds)
		}
	}
	if end.Target == nil {
		return labels
	}
	labels[meta+"endpointslice_address_target_kind"], labels[meta+"endpointslice_address_target_name"] = end.Target.Kind, end.Target.Name
	pod := find(pods, end.Target.Namespace, end.Target.Name)
	if end.Target.Kind != "Pod" || pod == nil {
		return labels
	}
	for _, target := range targetsOfPod(*pod) {
		if target[meta+"pod_container_port_number"] == strconv.Itoa(port.Number) {
			return merged(target, labels)
		}
	}
	return merged(labelsOfPod(*pod), labels)
}

func find(objects []object, namespace, name string) *object {
	for index, each := range objects {
		if each.Metadata.Namespace == namespace && each.Metadata.Name == name {
			return &objects[index]
		}
	}
	return nil
}

var notInLabels = regexp.MustCompile(`[^a-zA-Z0-9_]`)

// ofMetadata is the name, the labels and the annotations of an object.
func ofMetadata(kind string, o object) labelSet {
	labels := labelSet{meta + kind + "_name": o.Metadata.Name}
	for what, texts := range map[string]map[string]string{"label": o.Metadata.Labels, "annotation": o.Metadata.Annotations} {
		for name, value := range texts {
			clean := notInLabels.ReplaceAllString(name, "_")
			labels[meta+kind+"_"+what+"_"+clean], labels[meta+kind+"_"+what+"present_"+clean] = value, "true"
		}
	}
	return labels
}

// merged is both, without labels that have no value; of one name the later.
func merged(sets ...labelSet) labelSet {
	all := labelSet{}
	for _, set := range sets {
		for name, value := range set {
			all.set(name, value)
		}
	}
	return all
}

func joined(host string, port int) string {
	return net.JoinHostPort(host, strconv.Itoa(port))
}
