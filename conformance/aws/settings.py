"""settings.py: the live settings of buckets and of their keys, as AWS tells them. Reads {endpoint, buckets} and writes {bucket: settings}, as JSON."""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

REGION = 'us-east-1'


def client(service, endpoint, region=REGION):
    return boto3.client(service, endpoint_url=endpoint, region_name=region, aws_access_key_id='dummy', aws_secret_access_key='dummy',
                        config=Config(s3={'addressing_style': 'path'}))


def ask(call, **arguments):
    """What AWS answers, without its envelope; nothing where there is no such setting."""
    try:
        answer = call(**arguments)
    except ClientError as error:
        if error.response['ResponseMetadata']['HTTPStatusCode'] == 404 or error.response['Error']['Code'] == 'NotFoundException':
            return {}
        raise
    return {name: value for name, value in answer.items() if name != 'ResponseMetadata'}


def key_settings(kms, key_id):
    if not ask(kms.describe_key, KeyId=key_id):
        return None
    aliases = ask(kms.list_aliases, KeyId=key_id)['Aliases']
    return {
        'rotated': ask(kms.get_key_rotation_status, KeyId=key_id)['KeyRotationEnabled'],
        'policy': json.loads(ask(kms.get_key_policy, KeyId=key_id, PolicyName='default')['Policy']),
        'aliases': [alias['AliasName'] for alias in aliases],
        'tags': {tag['TagKey']: tag['TagValue'] for tag in ask(kms.list_resource_tags, KeyId=key_id)['Tags']},
    }


def role_settings(iam, role_arn):
    name = role_arn.split('/')[-1]
    policies = ask(iam.list_role_policies, RoleName=name)['PolicyNames']
    return {
        'name': name,
        'trust': ask(iam.get_role, RoleName=name)['Role']['AssumeRolePolicyDocument'],
        'policies': [json.dumps(ask(iam.get_role_policy, RoleName=name, PolicyName=policy)['PolicyDocument']) for policy in policies],
        'attached': ask(iam.list_attached_role_policies, RoleName=name)['AttachedPolicies'],
    }


def replication(s3, iam, bucket):
    configuration = ask(s3.get_bucket_replication, Bucket=bucket).get('ReplicationConfiguration')
    return configuration and {'rules': configuration['Rules'], 'role': role_settings(iam, configuration['Role'])}


def bucket_settings(endpoint, bucket):
    s3, iam = client('s3', endpoint), client('iam', endpoint)
    # the region of the first bucket of all has no name
    region = ask(s3.get_bucket_location, Bucket=bucket).get('LocationConstraint') or REGION
    encryption = ask(s3.get_bucket_encryption, Bucket=bucket).get('ServerSideEncryptionConfiguration', {}).get('Rules', [])
    by_default = encryption[0].get('ApplyServerSideEncryptionByDefault', {}) if encryption else {}
    key_id = by_default.get('KMSMasterKeyID')
    return {
        'region': region,
        'algorithm': by_default.get('SSEAlgorithm'),
        'keyId': key_id,
        'bucketKey': encryption[0].get('BucketKeyEnabled', False) if encryption else False,
        'key': key_settings(client('kms', endpoint, region), key_id) if key_id else None,
        'publicAccessBlock': ask(s3.get_public_access_block, Bucket=bucket).get('PublicAccessBlockConfiguration', {}),
        'ownership': [rule['ObjectOwnership'] for rule in ask(s3.get_bucket_ownership_controls, Bucket=bucket).get('OwnershipControls', {}).get('Rules', [])],
        'versioning': ask(s3.get_bucket_versioning, Bucket=bucket).get('Status', 'Off'),
        'lifecycle': ask(s3.get_bucket_lifecycle_configuration, Bucket=bucket).get('Rules', []),
        'policy': json.loads(ask(s3.get_bucket_policy, Bucket=bucket).get('Policy', 'null')),
        'tags': {tag['Key']: tag['Value'] for tag in ask(s3.get_bucket_tagging, Bucket=bucket).get('TagSet', [])},
        'lock': ask(s3.get_object_lock_configuration, Bucket=bucket).get('ObjectLockConfiguration', {}).get('Rule', {}).get('DefaultRetention'),
        'replication': replication(s3, iam, bucket),
        'logging': ask(s3.get_bucket_logging, Bucket=bucket).get('LoggingEnabled'),
    }


def main():
    order = json.load(sys.stdin)
    json.dump({bucket: bucket_settings(order['endpoint'], bucket) for bucket in order['buckets']}, sys.stdout)


main()
