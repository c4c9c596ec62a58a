import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { awsRegion, stackDocument, writtenAttributes } from '../../lib/terraform/stack-document';
import { anApp } from '../storage/s3/fixtures';

function emptyStack(): TerraformStack {
  return new TerraformStack(anApp(), 'storage');
}

describe('the backend of a stack', () => {
  test('is missing until the program makes one', () => {
    expect(stackDocument(emptyStack()).backend).toBeUndefined();
  });

  test('is read with its path', () => {
    const stack = emptyStack();
    new LocalBackend(stack, { path: 'terraform.tfstate' });

    expect(stackDocument(stack).backend).toEqual({ type: 'local', path: 'terraform.tfstate' });
  });

  test('may be S3', () => {
    const stack = emptyStack();
    new S3Backend(stack, { bucket: 'state', key: 'key', region: 'us-east-1' });

    expect(stackDocument(stack).backend).toEqual({ type: 's3', path: undefined });
  });

  test('may be the cloud of HashiCorp', () => {
    const stack = emptyStack();
    new CloudBackend(stack, { organization: 'acme', workspaces: new NamedCloudWorkspace('observability') });

    expect(stackDocument(stack).backend).toEqual({ type: 'cloud' });
  });
});

describe('the region of a stack', () => {
  test('is the one of its default aws provider', () => {
    const stack = emptyStack();
    new AwsProvider(stack, 'other', { alias: 'other', region: 'eu-west-1' });
    new AwsProvider(stack, 'aws', { region: 'us-east-1' });

    expect(awsRegion(stack)).toBe('us-east-1');
  });

  test('is unknown without a provider, and when only Terraform knows it', () => {
    const stack = emptyStack();
    expect(awsRegion(stack)).toBeUndefined();

    new AwsProvider(stack, 'aws', { region: new TerraformVariable(stack, 'region', {}).stringValue });
    expect(awsRegion(stack)).toBeUndefined();
  });

  test('can be read while the program still names its resources', () => {
    const stack = emptyStack();
    const bucket = new S3Bucket(stack, 'bucket', {});
    awsRegion(stack);
    bucket.overrideLogicalId('later');

    expect(bucket.friendlyUniqueId).toBe('later');
  });
});

test('the names of a stack are all that Terraform knows, but for those of stacks within it', () => {
  const stack = emptyStack();
  new S3Bucket(stack, 'bucket', {});
  new TerraformOutput(stack, 'out', { value: 'x' });
  new TerraformVariable(stack, 'region', {});
  new TerraformLocal(stack, 'parts', 'x');
  new DataAwsCallerIdentity(stack, 'me', {});
  new S3Bucket(new TerraformStack(stack, 'inner'), 'hidden', {});

  expect(stackDocument(stack).addresses).toEqual([
    { address: 'aws_s3_bucket.bucket', path: 'storage/bucket' },
    { address: 'output.out', path: 'storage/out' },
    { address: 'var.region', path: 'storage/region' },
    { address: 'local.parts', path: 'storage/parts' },
    { address: 'data.aws_caller_identity.me', path: 'storage/me' },
  ]);
});

test('the attributes of a resource are read with what was overridden', () => {
  const bucket = new S3Bucket(emptyStack(), 'bucket', { bucket: 'acme' });
  bucket.addOverride('force_destroy', true);

  expect(writtenAttributes(bucket)).toMatchObject({ bucket: 'acme', force_destroy: true });
  expect(writtenAttributes(undefined)).toEqual({});
  expect(writtenAttributes(new Construct(anApp(), 'none'))).toEqual({});
});
