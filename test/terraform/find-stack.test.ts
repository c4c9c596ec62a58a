import { Chart } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { findStack, isTerraformStack } from '../../lib/terraform/find-stack';
import { anApp } from '../storage/s3/fixtures';

function emptyStack(): TerraformStack {
  return new TerraformStack(anApp(), 'storage');
}

describe('the stack of a construct', () => {
  test('is the nearest one above it', () => {
    const outer = emptyStack();
    const inner = new TerraformStack(new Construct(outer, 'between'), 'inner');

    expect(findStack(new Construct(inner, 'child'))).toBe(inner);
    expect(findStack(inner.node.scope!)).toBe(outer);
  });

  test('is missing in a chart', () => {
    expect(findStack(new Chart(anApp(), 'chart'))).toBeUndefined();
  });

  test('is itself one, and nothing else is', () => {
    const stack = emptyStack();

    expect([stack, new Construct(stack, 'child'), stack.node.root].map(isTerraformStack)).toEqual([true, false, false]);
    expect(findStack(stack)).toBe(stack);
  });
});
