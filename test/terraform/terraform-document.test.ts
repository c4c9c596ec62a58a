import { attributeOf, isExpression, referenceTo } from '../../lib/terraform/terraform-document';

const KEY = { type: 'aws_kms_key', name: 'metrics_key' };

test('an attribute is an expression of its own, or a part of one', () => {
  expect(attributeOf(KEY, 'arn')).toBe('${aws_kms_key.metrics_key.arn}');
  expect(referenceTo(KEY, 'arn')).toBe('aws_kms_key.metrics_key.arn');
});

test('an expression is what only Terraform knows', () => {
  expect(['${aws_vpc.main.id}', '#{TfToken[TOKEN.0]}', 'vpc-1a2b3c4d', '$vpc'].map(isExpression)).toEqual([true, true, false, false]);
});
