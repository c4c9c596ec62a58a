import { SigV4AuthExtension } from '../../../../lib/collector/components/extensions/sig-v4-auth-extension';
import { problemOf, rendered, TESTED } from '../../documents';

const assumeRoleArn = 'arn:aws:iam::123456789012:role/platform/metrics-writer';

describe('AWS signatures', () => {
  test('are for the region and service of the host, with the credentials of the pod', () => {
    const extension = new SigV4AuthExtension();

    expect(extension._id(TESTED)).toBe('sigv4auth');
    expect(rendered(extension)).toEqual({});
  });

  test('are for the region and service that they are told', () => {
    const extension = new SigV4AuthExtension({ name: 'amp', region: 'eu-central-1', service: 'aps' });

    expect(extension._id(TESTED)).toBe('sigv4auth/amp');
    expect(rendered(extension)).toEqual({ region: 'eu-central-1', service: 'aps' });
  });

  test('are those of a role of another account, when they are told', () => {
    expect(rendered(new SigV4AuthExtension({ region: 'us-gov-east-1', assumeRoleArn }))).toEqual({
      region: 'us-gov-east-1', assume_role: { arn: assumeRoleArn },
    });
    expect(rendered(new SigV4AuthExtension({ assumeRoleArn, stsRegion: 'eu-west-1', externalId: 'tenant-a' }))).toEqual({
      assume_role: { arn: assumeRoleArn, sts_region: 'eu-west-1', external_id: 'tenant-a' },
    });
  });

  test('identify exporters', () => {
    expect(new SigV4AuthExtension()._roles).toEqual(['client-authenticator']);
  });

  test('need a way to the token service and to the agent of Pod Identity, and no key', () => {
    expect(new SigV4AuthExtension()._needs()).toEqual({ egress: [{ port: 443 }, { port: 80 }] });
  });

  test.each([
    [{ region: 'Frankfurt' }, "region 'Frankfurt' is not an AWS region"],
    [{ region: '' }, "region '' is not an AWS region"],
    [{ assumeRoleArn, stsRegion: 'eu-central' }, "stsRegion 'eu-central' is not an AWS region"],
    [{ assumeRoleArn: 'metrics-writer' }, "assumeRoleArn 'metrics-writer' is not the ARN of a role"],
    [{ assumeRoleArn: 'arn:aws:iam::123456789012:user/x' }, "assumeRoleArn 'arn:aws:iam::123456789012:user/x' is not the ARN of a role"],
    [{ stsRegion: 'eu-west-1' }, "stsRegion 'eu-west-1' is given without assumeRoleArn"],
    [{ externalId: 'tenant-a' }, "externalId 'tenant-a' is given without assumeRoleArn"],
  ])('fail on %j', (props, what) => {
    expect(problemOf(() => new SigV4AuthExtension(props))).toMatchObject({ path: 'SigV4AuthExtension', what });
  });
});
