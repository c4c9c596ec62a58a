import { CoralogixEndpoint, CoralogixEndpointProps, DestinationProtocol, SecretValue } from '../../lib/wiring';
import { problemOf } from '../collector/documents';

const privateKey = SecretValue.fromSecret('coralogix', 'private-key');

function account(props: Partial<CoralogixEndpointProps> = {}): CoralogixEndpoint {
  return CoralogixEndpoint.account({ domain: 'eu2.coralogix.com', privateKey, applicationName: 'production', ...props });
}

describe('an account of Coralogix', () => {
  test('takes every signal at its ingress', () => {
    const endpoint = account();
    expect(endpoint).toMatchObject({
      protocol: DestinationProtocol.CORALOGIX, name: 'eu2-coralogix-com', host: 'ingress.eu2.coralogix.com', port: 443, headers: {},
    });
    expect(endpoint.tls.enabled).toBe(true);
    expect([endpoint.tracesDestination, endpoint.metricsDestination, endpoint.logsDestination]).toEqual([endpoint, endpoint, endpoint]);
  });

  test('is reached over PrivateLink when it is told', () => {
    expect(account({ privateLink: true, name: 'private' })).toMatchObject({ host: 'ingress.private.eu2.coralogix.com', name: 'private' });
  });

  test.each<[Partial<CoralogixEndpointProps>, string]>([
    [{ domain: 'https://ingress.eu2.coralogix.com:443' }, "domain 'https://ingress.eu2.coralogix.com:443' is not the domain of an account"],
    [{ domain: 'ingress.eu2.coralogix.com' }, "domain 'ingress.eu2.coralogix.com' is not the domain of an account"],
    [{ domain: '' }, "domain '' is not the domain of an account"],
    [{ privateKey: SecretValue.fromSecret('coralogix', 'key', { prefix: 'Bearer ' }) }, "privateKey has the prefix 'Bearer '"],
    [{ applicationName: '' }, 'applicationName is empty'],
    [{ applicationNameAttributes: [] }, 'applicationNameAttributes is []'],
    [{ subsystemNameAttributes: ['a', 'a'] }, "subsystemNameAttributes is ['a', 'a']"],
    [{ subsystemNameAttributes: [''] }, "subsystemNameAttributes is ['']"],
  ])('fails: %#', (props, what) => {
    expect(problemOf(() => account(props))).toMatchObject({ path: 'CoralogixEndpoint.account', what });
  });

  test('knows the domain that was meant, if any was', () => {
    expect(problemOf(() => account({ domain: 'EU2' }))).toMatchObject({ fix: "domain: 'eu2.coralogix.com'" });
    expect(problemOf(() => account({ domain: 'https://ingress.eu1.coralogix.com:443' }))).toMatchObject({ fix: "domain: 'eu1.coralogix.com'" });
  });
});
