"""The conditions of policies, as AWS documents them: moto takes each for fulfilled.

A role could list any prefix, and a policy that denies what comes without TLS would deny everything. An operator or a key that is not below fails
the call: it never lets it pass.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""
import contextlib
import re
import threading

from flask import request
from moto.iam.access_control import IAMPolicy, IAMPolicyStatement, PermissionResult

ACCOUNT = '123456789012'
ELEMENTS = {'Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Resource', 'Condition'}
# what S3 tells KMS when it uses a key on behalf of somebody
KEYS_OF_SERVICES = ['kms:ViaService', 'kms:EncryptionContext:aws:s3:arn']

on_behalf = threading.local()


def is_like(pattern, value):
    return re.fullmatch(re.escape(pattern).replace(r'\*', '.*').replace(r'\?', '.'), value, re.DOTALL) is not None


OPERATORS = {
    'StringEquals': lambda wanted, value: wanted == value,
    'StringLike': is_like,
    'ArnEquals': is_like,
    'ArnLike': is_like,
    'Bool': lambda wanted, value: wanted.lower() == value,
    'NumericLessThan': lambda wanted, value: float(value) < float(wanted),
}
NEGATED = {'StringNotEquals': 'StringEquals', 'StringNotLike': 'StringLike', 'ArnNotEquals': 'ArnEquals', 'ArnNotLike': 'ArnLike'}


def tls_version():
    return request.environ['werkzeug.socket'].version().removeprefix('TLSv') if request.scheme == 'https' else None


def header(name):
    return lambda: request.headers.get(name)


VALUES = {
    'aws:securetransport': lambda: str(request.scheme == 'https').lower(),
    'aws:principalaccount': lambda: ACCOUNT,
    'kms:calleraccount': lambda: ACCOUNT,
    's3:tlsversion': tls_version,
    's3:prefix': lambda: request.args.get('prefix'),
    's3:x-amz-server-side-encryption': header('x-amz-server-side-encryption'),
    's3:x-amz-server-side-encryption-aws-kms-key-id': header('x-amz-server-side-encryption-aws-kms-key-id'),
    's3:x-amz-server-side-encryption-customer-algorithm': header('x-amz-server-side-encryption-customer-algorithm'),
    **{key.lower(): (lambda key=key: getattr(on_behalf, 'keys', {}).get(key)) for key in KEYS_OF_SERVICES},
}


@contextlib.contextmanager
def asked_by_a_service(keys):
    on_behalf.keys = keys
    try:
        yield
    finally:
        on_behalf.keys = {}


def value_of(key):
    if key.lower() not in VALUES:
        raise NotImplementedError(f'conformance/aws/iam_conditions.py does not know the key {key}')
    return VALUES[key.lower()]()


def is_met(operator, key, wanted):
    wanted = [str(each) for each in (wanted if isinstance(wanted, list) else [wanted])]
    value = value_of(key)
    if operator == 'Null':
        return (value is None) == (wanted[0].lower() == 'true')
    if operator.endswith('IfExists'):
        return value is None or is_met(operator.removesuffix('IfExists'), key, wanted)
    positive = NEGATED.get(operator, operator)
    if positive not in OPERATORS or any('${' in each for each in wanted):
        raise NotImplementedError(f'conformance/aws/iam_conditions.py does not know the condition {operator} {wanted}')
    is_matched = value is not None and any(OPERATORS[positive](each, value) for each in wanted)
    return is_matched != (operator in NEGATED)


def with_conditions(decide):
    def is_action_permitted(self, action, resource='*', principal=None, incoming_condition_values=None):
        statement = self._statement
        if statement.keys() - ELEMENTS:
            raise NotImplementedError(f'conformance/aws/iam_conditions.py does not know all elements of {statement}')
        bare = IAMPolicyStatement({name: value for name, value in statement.items() if name != 'Condition'})
        result = decide(bare, action, resource, principal, incoming_condition_values)
        if result == PermissionResult.NEUTRAL:
            return result
        conditions = statement.get('Condition', {})
        is_concerned = all(is_met(operator, key, wanted) for operator, keys in conditions.items() for key, wanted in keys.items())
        return result if is_concerned else PermissionResult.NEUTRAL

    return is_action_permitted


def permits(policies, action, resource):
    results = [IAMPolicy(policy).is_action_permitted(action, resource) for policy in policies]
    return PermissionResult.DENIED not in results and PermissionResult.PERMITTED in results


def install():
    IAMPolicyStatement.is_action_permitted = with_conditions(IAMPolicyStatement.is_action_permitted)
