import { Provocations } from '../provocation';

export const PREREQUISITES: Provocations = {
  room: 'Prerequisites',
  page: 'prerequisites.md',
  provocations: [
    {
      title: 'no matches for kind Certificate: what does the OpenTelemetry operator need?',
      program: `
          const stack = new TerraformStack(app, 'charts');
          new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'charts.tfstate', region: 'us-east-1' });
          new HelmProvider(stack, 'helm', { kubernetes: { configPath: '~/.kube/config' } });
          new OpenTelemetryOperator(stack, 'opentelemetry-operator', {
        +   after: [new CertManager(stack, 'cert-manager')],
          });
      `,
      otherwise: [["'opentelemetry-operator', {", "'opentelemetry-operator', { existingCertManager: true,"]],
      error: `charts/opentelemetry-operator: an OpenTelemetryOperator without cert-manager before it
  why: the certificate of its webhooks is an object of cert-manager: 'no matches for kind Certificate', or webhooks that nobody can call
  fix: after: [new CertManager(stack, 'cert-manager')], or existingCertManager: true if the cluster has one`,
    },
    {
      title: 'Can a chart be of any version that fits?',
      program: `
          const stack = new TerraformStack(app, 'charts');
          new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'charts.tfstate', region: 'us-east-1' });
          new HelmProvider(stack, 'helm', { kubernetes: { configPath: '~/.kube/config' } });
          new HelmRelease(stack, 'ingress', {
            chart: 'ingress-nginx',
            repository: 'https://kubernetes.github.io/ingress-nginx',
            namespace: 'ingress',
        -   version: '4.x',
        +   version: '4.0.0',
          });
      `,
      error: `charts/ingress: version '4.x' of ingress-nginx is not one version
  why: Helm would take the newest that fits on the day of the plan: two clusters of one program would run different charts
  fix: version: '4.0.0' (major.minor.patch; helm search repo ingress-nginx --versions lists them)`,
    },
    {
      title: 'How does a secret come into the values of a chart?',
      program: `
          const stack = new TerraformStack(app, 'charts');
          new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'charts.tfstate', region: 'us-east-1' });
          new HelmProvider(stack, 'helm', { kubernetes: { configPath: '~/.kube/config' } });
          new HelmRelease(stack, 'grafana', {
            chart: 'grafana',
            repository: 'https://grafana.github.io/helm-charts',
            namespace: 'grafana',
            version: '10.1.0',
        -   values: { adminPassword: SecretValue.fromSecret('grafana-admin', 'password') },
        +   values: { admin: { existingSecret: 'grafana-admin', passwordKey: 'password' } },
          });
      `,
      error: `charts/grafana: values.adminPassword is a SecretValue
  why: values stand in cdk.tf.json, in the state and in the release: a secret cannot be among them, and no reference to one would be resolved
  fix: the name 'grafana-admin' under the key with which the chart takes an existing Secret (and 'password', if it asks for the key)`,
    },
    {
      title: 'cannot re-use a name that is still in use',
      program: `
          const stack = new TerraformStack(app, 'charts');
          new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'charts.tfstate', region: 'us-east-1' });
          new HelmProvider(stack, 'helm', { kubernetes: { configPath: '~/.kube/config' } });
          const repository = 'https://kubernetes.github.io/ingress-nginx';
          new HelmRelease(stack, 'public', { releaseName: 'ingress', chart: 'ingress-nginx', repository, namespace: 'ingress', version: '4.12.0' });
        - new HelmRelease(stack, 'private', { releaseName: 'ingress', chart: 'ingress-nginx', repository, namespace: 'ingress', version: '4.12.0' });
        + new HelmRelease(stack, 'private', { releaseName: 'ingress-2', chart: 'ingress-nginx', repository, namespace: 'ingress', version: '4.12.0' });
      `,
      error: `charts/private: 'charts/public' installs the release 'ingress' into the namespace 'ingress' too
  why: Helm knows a release by its name in a namespace: 'cannot re-use a name that is still in use'
  fix: releaseName: 'ingress-2', or another namespace`,
    },
  ],
};
