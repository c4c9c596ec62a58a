import { ForwardConnector } from '../../../../lib/collector/components/connectors/forward-connector';
import { rendered, TESTED } from '../../documents';

describe('the forward connector', () => {
  test('has nothing to be told, and is both ends of itself', () => {
    const connector = new ForwardConnector({ name: 'join' });

    expect(rendered(connector)).toEqual({});
    expect(connector._id(TESTED)).toBe('forward/join');
    expect(new ForwardConnector()._id(TESTED)).toBe('forward');
    expect(connector).toMatchObject({ sourceComponent: connector, sinkComponent: connector });
    expect(connector._needs(TESTED)).toMatchObject({ variables: [] });
  });
});
