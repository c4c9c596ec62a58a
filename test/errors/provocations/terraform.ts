import { Provocations } from '../provocation';

export const TERRAFORM: Provocations = {
  room: 'Terraform',
  page: 'object-storage.md',
  provocations: [
    {
      title: 'Where is the state of Terraform?',
      program: `
          const stack = new TerraformStack(app, 'audit');
        + new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' });
          new S3ObjectStore(stack, 'audit', { bucketName: 'acme-prod-audit', cluster });
      `,
      error: `audit: the stack has no backend
  why: a path of this machine would stand in cdk.tf.json: it changes with every machine, and elsewhere 'terraform apply' would make every bucket anew
  fix: new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' }), or for a trial new LocalBackend(stack, { path: 'terraform.tfstate' })`,
    },
    {
      title: 'Can the state be in a local file?',
      program: `
          const stack = new TerraformStack(app, 'audit');
        - new LocalBackend(stack, { path: '/home/me/audit.tfstate' });
        + new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' });
          new S3ObjectStore(stack, 'audit', { bucketName: 'acme-prod-audit', cluster });
      `,
      otherwise: [["{ path: '/home/me/audit.tfstate' }", "{ path: 'terraform.tfstate' }"]],
      error: `audit: the local backend keeps the state in /home/me/audit.tfstate
  why: a path of this machine would stand in cdk.tf.json: it changes with every machine, and elsewhere 'terraform apply' would make every bucket anew
  fix: new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' }), or for a trial new LocalBackend(stack, { path: 'terraform.tfstate' })`,
    },
  ],
};
