import { RemoteWriteEndpoint, SecretValue } from '../../lib';
import { remoteWriteFindings, sortHeaders } from '../../lib/thanos/remote-write-client';
import { whats } from '../collector/documents';

const secret = (prefix?: string) => SecretValue.fromSecret('push', 'token', { prefix });
const endpoint = (headers: { [name: string]: string | SecretValue } = {}, name = 'push') => RemoteWriteEndpoint.http({ name, url: 'https://push.example.com/api/v1/write', headers });

test('headers are text, the one that proves who writes, and other secrets', () => {
  const [authorization, key] = [secret('Bearer '), secret()];

  expect(sortHeaders(endpoint({ 'AUTHORIZATION': authorization, 'X-Scope-OrgID': 'acme', 'X-Key': key }))).toEqual({
    literal: { 'X-Scope-OrgID': 'acme' }, authorization, secret: { 'X-Key': key },
  });
});

describe('destinations that are refused', () => {
  test('are two of one name', () => {
    expect(whats(remoteWriteFindings([endpoint(), endpoint()]))).toEqual(["two destinations of remote write are called 'push'"]);
    expect(remoteWriteFindings([endpoint(), endpoint({}, 'other')])).toEqual([]);
  });

  test.each<[{ [name: string]: string | SecretValue }, string]>([
    [{ 'User-Agent': 'me' }, "header 'User-Agent' is one that is set anyway"],
    [{ 'X-Amz-Date': 'now' }, "header 'X-Amz-Date' is one that is set anyway"],
    [{ authorization: secret('Basic ') }, "header 'authorization' has the scheme Basic"],
    [{ authorization: secret() }, "header 'authorization' has no scheme before its secret"],
  ])('or have a header that is not sent so: %j', (headers, what) => {
    expect(whats(remoteWriteFindings([endpoint(headers)]))).toEqual([`remote write to 'push': ${what}`]);
  });

  test('are none with any other scheme and header', () => {
    expect(remoteWriteFindings([endpoint({ 'Authorization': secret('Api-Token '), 'X-Scope-OrgID': 'acme', 'X-Key': secret('v1 ') })])).toEqual([]);
  });
});
