"""server.py FOLDER: AWS on loopback, by moto, with what moto leaves out of IAM. Prints its addresses as JSON, and ends with its input.

moto asks a bucket policy about objects only, no policy of a key about anything, lets S3 use a key on behalf of anybody, and answers of a replication
that deletions and encrypted objects stay behind, whatever it was told.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html
"""
import json
import logging
import os
import ssl
import sys
import threading
from types import SimpleNamespace

import iam_conditions
from iam_conditions import permits
from moto.core.responses import ActionResult
from moto.iam.access_control import IAMRequest, PermissionResult, S3IAMRequest
from moto.kms.models import kms_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from moto.s3.exceptions import ReplicationConfigurationNotFoundError
from moto.s3.models import FakeBucket, s3_backends
from moto.s3.responses import S3Response
from werkzeug.serving import make_server, make_ssl_devcert

REGION = 'us-east-1'
# what whoever writes or reads an object needs of the key, beside the right to the object
KEY_USES = {'s3:PutObject': 'kms:GenerateDataKey', 's3:GetObject': 'kms:Decrypt'}


def key_of(key_id):
    """A key is known in its own region only, which its ARN names."""
    region = key_id.split(':')[3] if (key_id or '').startswith('arn:') else REGION
    return kms_backends[iam_conditions.ACCOUNT][region].keys.get((key_id or '').split('/')[-1])


def key_of_bucket(bucket):
    rule = (bucket.encryption or {}).get('Rule', {})
    return key_of((rule[0] if isinstance(rule, list) else rule).get('ApplyServerSideEncryptionByDefault', {}).get('KMSMasterKeyID'))


def is_key_usable(request, bucket, action):
    key = key_of_bucket(bucket)
    if key is None:
        return True
    keys = {'kms:ViaService': f's3.{bucket.region_name}.amazonaws.com', 'kms:EncryptionContext:aws:s3:arn': bucket.arn}
    with iam_conditions.asked_by_a_service(keys):
        return permits(request._access_key.collect_policies(), action, key.arn) and permits([key.policy], action, key.arn)


def with_buckets_and_keys(check):
    def check_action_permitted(self, resource):
        check(self, resource)
        bucket = s3_backends[iam_conditions.ACCOUNT]['aws'].buckets.get(resource.split(':::')[-1].split('/')[0])
        if bucket is None:
            return
        if bucket.get_permission(self._action, resource) == PermissionResult.DENIED:
            self._raise_access_denied()
        use = KEY_USES.get(self._action)
        if use is not None and not is_key_usable(self, bucket, use):
            self._raise_access_denied()

    return check_action_permitted


def with_key_policies(check):
    def check_action_permitted(self, resource):
        key = key_of(json.loads(self._body or b'{}').get('KeyId')) if self._service == 'kms' else None
        check(self, resource if key is None else key.arn)
        if key is not None and not permits([key.policy], self._action, key.arn):
            self._raise_access_denied()

    return check_action_permitted


def with_anybody_denied(is_permitted):
    """moto asks whether the log service may write, and stumbles over statements about anybody (`"Principal": "*"`)."""
    def log_permissions_enabled_policy(target_bucket, target_prefix):
        statements = json.loads(target_bucket.policy or b'{"Statement": []}')['Statement']
        policy = json.dumps({'Statement': [each for each in statements if isinstance(each['Principal'], dict)]}).encode()
        return is_permitted(SimpleNamespace(policy=policy, name=target_bucket.name, partition=target_bucket.partition), target_prefix)

    return staticmethod(log_permissions_enabled_policy)


def replication_as_given(self):
    replication = self.backend.get_bucket_replication(self.bucket_name)
    if not replication:
        raise ReplicationConfigurationNotFoundError(bucket_name=self.bucket_name)
    self.data['Action'] = 'GetBucketReplication'
    rules = [{**rule, 'Filter': rule.get('Filter') or {'Prefix': ''}} for rule in replication['Rule']]
    return self.serialized(ActionResult({'ReplicationConfiguration': {'Role': replication['Role'], 'Rules': rules}}))


def serve(app, ssl_context=None):
    server = make_server('127.0.0.1', 0, app, True, request_handler=MotoRequestHandler, ssl_context=ssl_context)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def old_tls(folder):
    certificate, key = make_ssl_devcert(os.path.join(folder, 'server'), host='localhost')
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    # so that it is the policy of the bucket that refuses old clients, not this server
    context.set_ciphers('ALL:@SECLEVEL=0')
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    return context, certificate


def main():
    logging.getLogger('werkzeug').setLevel(logging.ERROR)
    iam_conditions.install()
    S3IAMRequest.check_action_permitted = with_buckets_and_keys(S3IAMRequest.check_action_permitted)
    IAMRequest.check_action_permitted = with_key_policies(IAMRequest.check_action_permitted)
    FakeBucket._log_permissions_enabled_policy = with_anybody_denied(FakeBucket._log_permissions_enabled_policy)
    S3Response.get_bucket_replication = replication_as_given
    app = DomainDispatcherApplication(create_backend_app)
    context, certificate = old_tls(sys.argv[1])
    print(json.dumps({'plain': f'http://127.0.0.1:{serve(app)}', 'tls': f'https://localhost:{serve(app, context)}', 'certificate': certificate}), flush=True)
    sys.stdin.read()


main()
