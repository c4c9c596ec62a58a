import { CertificateIssuer } from '../../lib';

describe('who signs certificates', () => {
  test('is an issuer of a namespace, or one of the cluster', () => {
    expect(CertificateIssuer.issuer('ca')).toMatchObject({ kind: 'Issuer', name: 'ca' });
    expect(CertificateIssuer.clusterIssuer('platform-ca')).toMatchObject({ kind: 'ClusterIssuer', name: 'platform-ca' });
  });

  test.each(['', 'Platform', 'platform_ca', 'a'.repeat(254)])("has a name that Kubernetes takes, which '%s' is not", (name) => {
    expect(() => CertificateIssuer.clusterIssuer(name)).toThrow(`CertificateIssuer.clusterIssuer: '${name}' is not a name for an issuer`);
    expect(() => CertificateIssuer.issuer(name)).toThrow('fix: CertificateIssuer.issuer(\'platform-ca\')');
  });
});
