import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { ObservabilityApp } from '../../lib';
import { AWS, HELM } from '../../lib/terraform/providers';
import { terraformWriter } from '../../lib/terraform/terraform-writer';

function aStack(): TerraformStack {
  const stack = new TerraformStack(new ObservabilityApp(), 'stack');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  return stack;
}

function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack));
}

test('two providers stand in one stack, each made once and with its own range of versions', () => {
  const stack = aStack();
  [1, 2].forEach(() => {
    terraformWriter(stack, AWS).ensureProvider({ region: 'us-east-1' });
    terraformWriter(stack, HELM).ensureProvider({});
  });

  expect(synthesized(stack)).toMatchObject({
    provider: { aws: [{ region: 'us-east-1' }], helm: [{}] },
    terraform: {
      required_providers: {
        aws: { source: 'hashicorp/aws', version: '>= 5.90.0, < 7.0.0' },
        helm: { source: 'hashicorp/helm', version: '>= 2.17.0, < 4.0.0' },
      },
    },
  });
  expect(synthesized(stack).provider.helm).toHaveLength(1);
});

const OURS = { source: 'hashicorp/aws', version: '>= 5.90.0, < 7.0.0' };

describe('the aws provider of a stack', () => {
  test('is made once, with a range of versions', () => {
    const stack = aStack();
    terraformWriter(stack, AWS).ensureProvider({ region: 'us-east-1' });
    terraformWriter(stack, AWS).ensureProvider({ region: 'us-east-1' });

    expect(synthesized(stack)).toMatchObject({ provider: { aws: [{ region: 'us-east-1' }] }, terraform: { required_providers: { aws: OURS } } });
    expect(synthesized(stack).provider.aws).toHaveLength(1);
  });

  test('is the one that the program made before', () => {
    const stack = aStack();
    new AwsProvider(stack, 'aws', { region: 'us-east-1', profile: 'prod' });
    terraformWriter(stack, AWS).ensureProvider({ region: 'us-east-1' });

    expect(synthesized(stack).provider.aws).toEqual([{ region: 'us-east-1', profile: 'prod' }]);
  });

  test('is the one that the program makes later', () => {
    const stack = aStack();
    terraformWriter(stack, AWS).ensureProvider({ region: 'us-east-1' });
    new AwsProvider(stack, 'aws', { region: 'us-east-1', profile: 'prod' });

    expect(synthesized(stack).provider.aws).toEqual([{ region: 'us-east-1', profile: 'prod' }]);
    expect(synthesized(stack).terraform.required_providers.aws).not.toEqual(OURS);
  });

  test('is made beside one with an alias, which resources do not use by themselves', () => {
    const stack = aStack();
    new AwsProvider(stack, 'replica', { region: 'eu-west-1', alias: 'replica' });
    terraformWriter(stack, AWS).ensureProvider({ region: 'us-east-1' });

    expect(synthesized(stack).provider.aws).toEqual([{ region: 'eu-west-1', alias: 'replica' }, { region: 'us-east-1' }]);
  });
});

describe('a document', () => {
  test('becomes a resource of that name', () => {
    const stack = aStack();
    terraformWriter(stack, AWS).addResource(stack, {
      id: 'bucket',
      type: 'aws_s3_bucket',
      name: 'metrics_bucket',
      attributes: { bucket: 'acme', tags: undefined, rule: [{}] },
      dependsOn: ['aws_kms_key.metrics_key'],
      preventDestroy: true,
    });

    expect(synthesized(stack).resource).toEqual({
      aws_s3_bucket: {
        metrics_bucket: { bucket: 'acme', rule: [{}], depends_on: ['aws_kms_key.metrics_key'], lifecycle: { prevent_destroy: true } },
      },
    });
  });

  test('becomes a resource that the program can still change', () => {
    const stack = aStack();
    terraformWriter(stack, AWS).addResource(stack, { id: 'bucket', type: 'aws_s3_bucket', name: 'metrics_bucket', attributes: { bucket: 'acme' } });
    (stack.node.findChild('bucket') as TerraformResource).addOverride('force_destroy', true);

    expect(synthesized(stack).resource.aws_s3_bucket.metrics_bucket).toEqual({ bucket: 'acme', force_destroy: true });
  });

  test('is read when the stack is written', () => {
    const stack = aStack();
    const seen: string[] = [];
    terraformWriter(stack, AWS).addLateResource(stack, () => ({ id: 'bucket', type: 'aws_s3_bucket', name: 'metrics_bucket', attributes: { names: [...seen] } }));
    seen.push('later');

    expect(synthesized(stack).resource.aws_s3_bucket.metrics_bucket).toEqual({ names: ['later'] });
  });

  test('becomes a local or an output of that name', () => {
    const stack = aStack();
    const writer = terraformWriter(stack, AWS);
    writer.addLocal(stack, { id: 'local', name: 'parts', value: '${split(":", aws_kms_key.k.arn)}' });
    writer.addOutput(stack, { id: 'output', name: 'bucket_name', value: '${local.parts[1]}', description: 'what it is' });

    expect(synthesized(stack)).toMatchObject({
      locals: { parts: '${split(":", aws_kms_key.k.arn)}' },
      output: { bucket_name: { value: '${local.parts[1]}', description: 'what it is' } },
    });
  });
});
