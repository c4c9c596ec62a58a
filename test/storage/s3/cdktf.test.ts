import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { aStack } from './fixtures';
import { terraformWriter } from '../../../lib/storage/s3/cdktf';

function synthesized(stack: TerraformStack) {
  return JSON.parse(Testing.synth(stack));
}

const OURS = { source: 'hashicorp/aws', version: '>= 5.90.0, < 7.0.0' };

describe('the aws provider of a stack', () => {
  test('is made once, with a range of versions', () => {
    const stack = aStack();
    terraformWriter(stack).ensureAwsProvider('us-east-1');
    terraformWriter(stack).ensureAwsProvider('us-east-1');

    expect(synthesized(stack)).toMatchObject({ provider: { aws: [{ region: 'us-east-1' }] }, terraform: { required_providers: { aws: OURS } } });
    expect(synthesized(stack).provider.aws).toHaveLength(1);
  });

  test('is the one that the program made before', () => {
    const stack = aStack();
    new AwsProvider(stack, 'aws', { region: 'us-east-1', profile: 'prod' });
    terraformWriter(stack).ensureAwsProvider('us-east-1');

    expect(synthesized(stack).provider.aws).toEqual([{ region: 'us-east-1', profile: 'prod' }]);
  });

  test('is the one that the program makes later', () => {
    const stack = aStack();
    terraformWriter(stack).ensureAwsProvider('us-east-1');
    new AwsProvider(stack, 'aws', { region: 'us-east-1', profile: 'prod' });

    expect(synthesized(stack).provider.aws).toEqual([{ region: 'us-east-1', profile: 'prod' }]);
    expect(synthesized(stack).terraform.required_providers.aws).not.toEqual(OURS);
  });

  test('is made beside one with an alias, which resources do not use by themselves', () => {
    const stack = aStack();
    new AwsProvider(stack, 'replica', { region: 'eu-west-1', alias: 'replica' });
    terraformWriter(stack).ensureAwsProvider('us-east-1');

    expect(synthesized(stack).provider.aws).toEqual([{ region: 'eu-west-1', alias: 'replica' }, { region: 'us-east-1' }]);
  });
});
