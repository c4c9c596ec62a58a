"""calls.py: what callers may do. Reads {plain, tls, certificate, before, calls} and writes what became of each call, as JSON.

A call is {role, service, operation, arguments, over}: `role` is the ARN of the role to take on; `over` is `tls`, `plain` or `tls1.1`. What comes
`before` is done by nobody in particular and must succeed: IAM is in force during the calls only.
"""
import json
import ssl
import sys
import urllib.request
import warnings

import boto3
import botocore.httpsession
from botocore.config import Config
from botocore.exceptions import ClientError

REGION = 'us-east-1'
DUMMY = {'AccessKeyId': 'dummy', 'SecretAccessKey': 'dummy', 'SessionToken': None}


def client(service, order, credentials, over='tls'):
    return boto3.client(
        service, region_name=REGION, endpoint_url=order['plain' if over == 'plain' else 'tls'], verify=order['certificate'],
        aws_access_key_id=credentials['AccessKeyId'], aws_secret_access_key=credentials['SecretAccessKey'], aws_session_token=credentials['SessionToken'],
        config=Config(s3={'addressing_style': 'path'}, retries={'max_attempts': 1}))


def enforce(order, after):
    """Has moto ask IAM about every call after as many more."""
    # anything but a form, which flask would read away
    headers = {'Content-Type': 'text/plain'}
    urllib.request.urlopen(urllib.request.Request(f'{order["plain"]}/moto-api/reset-auth', data=after.encode(), headers=headers)).close()


def with_old_tls(make):
    """A client that knows no later TLS than 1.1."""
    create = botocore.httpsession.create_urllib3_context

    def old(*args, **kwargs):
        context = create(*args, **kwargs)
        context.set_ciphers('ALL:@SECLEVEL=0')
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        return context

    botocore.httpsession.create_urllib3_context = old
    try:
        return make()
    finally:
        botocore.httpsession.create_urllib3_context = create


def perform(client_of_role, call):
    try:
        getattr(client_of_role, call['operation'])(**call['arguments'])
        return 'allowed'
    except ClientError as error:
        # whoever is told that there is no such thing was allowed to ask
        return {403: 'denied', 404: 'allowed'}.get(error.response['ResponseMetadata']['HTTPStatusCode'], str(error))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


def main():
    warnings.simplefilter('ignore')
    order = json.load(sys.stdin)
    sts = client('sts', order, DUMMY)
    for call in order['before']:
        getattr(client(call['service'], order, DUMMY), call['operation'])(**call['arguments'])
    roles = {call['role'] for call in order['calls']}
    credentials = {role: sts.assume_role(RoleArn=role, RoleSessionName='conformance')['Credentials'] for role in roles}
    clients = {}
    for call in order['calls']:
        kind = (call['role'], call['service'], call['over'])
        make = lambda: client(call['service'], order, credentials[call['role']], call['over'])
        clients[kind] = clients.get(kind) or (with_old_tls(make) if call['over'] == 'tls1.1' else make())
    enforce(order, '0')
    try:
        answers = [perform(clients[call['role'], call['service'], call['over']], call) for call in order['calls']]
    finally:
        enforce(order, 'inf')
    json.dump(answers, sys.stdout)


main()
