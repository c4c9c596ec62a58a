import { addressFindings, backendFindings, stackFindings } from '../../lib/terraform/stack-invariants';

describe('the state of a stack', () => {
  test.each([
    { type: 's3' },
    { type: 'cloud' },
    { type: 'local', path: 'terraform.tfstate' },
    { type: 'local', path: '${var.path}' },
  ])('may be kept by %j', (backend) => {
    expect(backendFindings(backend)).toEqual([]);
  });

  test('fails without a backend, and shows how to make one', () => {
    expect(backendFindings(undefined)).toEqual([
      {
        what: 'the stack has no backend',
        why: "a path of this machine would stand in cdk.tf.json: it changes with every machine, and elsewhere 'terraform apply' would make every bucket anew",
        fix: "new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'observability.tfstate', region: 'us-east-1' }), "
          + "or for a trial new LocalBackend(stack, { path: 'terraform.tfstate' })",
      },
    ]);
  });

  test('fails on a path of this machine', () => {
    expect(backendFindings({ type: 'local', path: '/home/me/terraform.tfstate' })).toMatchObject([
      { what: 'the local backend keeps the state in /home/me/terraform.tfstate' },
    ]);
    expect(backendFindings({ type: 'local' })).toEqual([]);
  });
});

describe('names in Terraform', () => {
  test('may be shared by resources of different types', () => {
    expect(addressFindings([{ address: 'aws_s3_bucket.a', path: 's/a' }, { address: 'aws_kms_key.a', path: 's/b' }])).toEqual([]);
  });

  test('fails when two constructs claim one', () => {
    const addresses = ['s/a-b/bucket', 's/other', 's/a_b/bucket'].map((path) => ({ address: path === 's/other' ? 'output.x' : 'aws_s3_bucket.a_b_bucket', path }));

    expect(addressFindings(addresses)).toEqual([
      {
        what: "'s/a-b/bucket' and 's/a_b/bucket' are both aws_s3_bucket.a_b_bucket in Terraform",
        why: 'cdktf merges resources of one name without a word: one of the two would never exist',
        fix: 'give one of the two constructs another id',
      },
    ]);
  });
});

test('a stack is judged by all of its invariants', () => {
  const twice = { address: 'output.x', path: 's/x' };

  expect(stackFindings({ addresses: [twice, twice] })).toHaveLength(2);
  expect(stackFindings({ backend: { type: 's3' }, addresses: [twice] })).toEqual([]);
});
