package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"
)

const (
	account = "/var/run/secrets/kubernetes.io/serviceaccount/"
	// watchSeconds is how long one watch lasts when nothing changes.
	watchSeconds = "60"
	// longestComplaint is how much of an answer that says no is shown.
	longestComplaint = 500
)

// api is an API server, and who asks it.
type api struct {
	server string
	token  func() (string, error)
	client *http.Client
}

// newAPI reaches the API server as a file says, or as the pod that this is.
func newAPI(kubeconfig string) (*api, error) {
	if kubeconfig != "" {
		return fromKubeconfig(kubeconfig)
	}
	authority, err := os.ReadFile(account + "ca.crt")
	if err != nil {
		return nil, err
	}
	client, err := clientFor(authority)
	server := "https://" + net.JoinHostPort(os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT"))
	return &api{server: server, token: accountToken, client: client}, err
}

// kubeconfigFile is the first cluster and the first user of one.
type kubeconfigFile struct {
	Clusters []struct {
		Cluster struct {
			Server    string `yaml:"server"`
			Authority string `yaml:"certificate-authority"`
		} `yaml:"cluster"`
	} `yaml:"clusters"`
	Users []struct {
		User struct {
			Token string `yaml:"token"`
		} `yaml:"user"`
	} `yaml:"users"`
}

func fromKubeconfig(path string) (*api, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file kubeconfigFile
	if err := yaml.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	if len(file.Clusters) == 0 || len(file.Users) == 0 {
		return nil, fmt.Errorf("%s has no cluster, or no user", path)
	}
	cluster, user := file.Clusters[0].Cluster, file.Users[0].User
	authority, err := os.ReadFile(cluster.Authority)
	if err != nil {
		return nil, err
	}
	client, err := clientFor(authority)
	return &api{server: cluster.Server, token: func() (string, error) { return user.Token, nil }, client: client}, err
}

// accountToken is read again for each request: the kubelet replaces it.
func accountToken() (string, error) {
	token, err := os.ReadFile(account + "token")
	return strings.TrimSpace(string(token)), err
}

func clientFor(authority []byte) (*http.Client, error) {
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(authority) {
		return nil, fmt.Errorf("the authority of the cluster has no certificate")
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}, nil
}

// list is the objects of a path, and the version from which on they may be watched.
type list struct {
	Metadata struct {
		ResourceVersion string `json:"resourceVersion"`
	} `json:"metadata"`
	Items []object `json:"items"`
}

func (a *api) list(ctx context.Context, path string, query url.Values) (list, error) {
	var listed list
	body, err := a.get(ctx, path, query)
	if err != nil {
		return listed, err
	}
	defer body.Close()
	return listed, json.NewDecoder(body).Decode(&listed)
}

// awaitChange returns at the first event, or when the API server ends the watch.
func (a *api) awaitChange(ctx context.Context, path string, query url.Values, version string) error {
	watch := url.Values{"watch": {"1"}, "resourceVersion": {version}, "timeoutSeconds": {watchSeconds}}
	for name, values := range query {
		watch[name] = values
	}
	body, err := a.get(ctx, path, watch)
	if err != nil {
		return err
	}
	defer body.Close()
	var event struct {
		Type string `json:"type"`
	}
	if err := json.NewDecoder(body).Decode(&event); err != nil && err != io.EOF {
		return err
	}
	return nil
}

func (a *api) get(ctx context.Context, path string, query url.Values) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, a.server+path+"?"+query.Encode(), nil)
	if err != nil {
		return nil, err
	}
	token, err := a.token()
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	answer, err := a.client.Do(request)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		defer answer.Body.Close()
		text, _ := io.ReadAll(io.LimitReader(answer.Body, longestComplaint))
		return nil, fmt.Errorf("%s: %s", answer.Status, text)
	}
	return answer.Body, nil
}
