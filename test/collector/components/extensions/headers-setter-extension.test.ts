import { BasicAuthExtension, BearerTokenAuthExtension } from '../../../../lib/collector/components';
import { HeaderAction, HeaderSetting, HeadersSetterExtension } from '../../../../lib/collector/components/extensions/headers-setter-extension';
import { ZpagesExtension } from '../../../../lib/collector/components/extensions/zpages-extension';
import { FileSource, SecretValue } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const key = SecretValue.fromSecret('vendor', 'key');
const VARIABLE = { name: 'VENDOR_KEY', secretName: 'vendor', secretKey: 'key' };
const tenant = HeaderSetting.fromContext('X-Scope-OrgID', 'x-scope-orgid');

describe('headers', () => {
  test('have one value, which is literal text or a secret', () => {
    const extension = new HeadersSetterExtension({
      headers: [HeaderSetting.value('X-Price', '5$'), HeaderSetting.value('X-Key', key, HeaderAction.INSERT), HeaderSetting.value('X-Old', 'a', HeaderAction.UPDATE)],
    });

    expect(extension._id(TESTED)).toBe('headers_setter');
    expect(rendered(extension)).toEqual({
      headers: [
        { action: 'upsert', key: 'X-Price', value: '5$$' },
        { action: 'insert', key: 'X-Key', value: '${env:VENDOR_KEY}' },
        { action: 'update', key: 'X-Old', value: 'a' },
      ],
    });
    expect(extension._needs()).toEqual({ variables: [VARIABLE] });
  });

  test('are those that came in, or what the authenticator knows', () => {
    const extension = new HeadersSetterExtension({
      name: 'tenants',
      headers: [
        tenant,
        HeaderSetting.fromContext('X-Team', 'x-team', 'nobody'),
        HeaderSetting.fromAttribute('X-User', 'subject'),
        HeaderSetting.fromAttribute('X-Key', 'key', key),
      ],
    });

    expect(extension._id(TESTED)).toBe('headers_setter/tenants');
    expect(rendered(extension)).toEqual({
      headers: [
        { action: 'upsert', key: 'X-Scope-OrgID', from_context: 'x-scope-orgid' },
        { action: 'upsert', key: 'X-Team', from_context: 'x-team', default_value: 'nobody' },
        { action: 'upsert', key: 'X-User', from_attribute: 'subject' },
        { action: 'upsert', key: 'X-Key', from_attribute: 'key', default_value: '${env:VENDOR_KEY}' },
      ],
    });
    expect(extension._needs()).toEqual({ variables: [VARIABLE] });
  });

  test('are taken away', () => {
    expect(rendered(new HeadersSetterExtension({ headers: [HeaderSetting.remove('X-Debug')] }))).toEqual({
      headers: [{ action: 'delete', key: 'X-Debug' }],
    });
  });

  test('go with the credentials of another extension, to which they refer', () => {
    const additionalAuth = new BearerTokenAuthExtension({ name: 'vendor', token: key });
    const extension = new HeadersSetterExtension({ headers: [tenant], additionalAuth });

    expect(rendered(extension)).toMatchObject({ additional_auth: 'bearertokenauth/vendor' });
    expect(extension._extensions()).toEqual([additionalAuth]);
    expect(new HeadersSetterExtension({ headers: [tenant] })._extensions()).toEqual([]);
  });

  test('are the authenticator of exporters', () => {
    expect(new HeadersSetterExtension({ headers: [tenant] })._roles).toEqual(['client-authenticator']);
  });

  test('fail when there are none', () => {
    expect(problemOf(() => new HeadersSetterExtension({ headers: [] }))).toMatchObject({
      path: 'HeadersSetterExtension', what: 'headers is empty', why: 'the collector refuses it',
    });
  });

  test.each([
    [() => HeaderSetting.value('', 'a'), ''],
    [() => HeaderSetting.value('X Team', 'a'), 'X Team'],
    [() => HeaderSetting.remove('X-Team:'), 'X-Team:'],
    [() => HeaderSetting.fromContext('X-Team', ''), ''],
  ])('fail on a name that HTTP does not know: %#', (make, name) => {
    expect(problemOf(make)).toMatchObject({ path: 'HeaderSetting', what: `'${name}' is not the name of a header` });
  });

  test.each([
    [new ZpagesExtension(), 'zpages'],
    [BasicAuthExtension.server({ htpasswd: FileSource.fromSecret('senders', 'htpasswd') }), 'basicauth'],
  ])('fail with another extension that adds no credentials: %#', (additionalAuth, type) => {
    expect(problemOf(() => new HeadersSetterExtension({ headers: [tenant], additionalAuth }))).toMatchObject({
      path: 'HeadersSetterExtension', what: `additionalAuth is ${type}, which does not add credentials to what is sent`,
    });
  });
});
