import { Route, RoutingAction, RoutingConnector, RoutingContext } from '../../../../lib/collector/components/connectors/routing-connector';
import { OttlErrorMode } from '../../../../lib/collector/components/processors/ottl-error-mode';
import { problemOf, rendered, TESTED } from '../../documents';

const condition = 'resource.attributes["tenant"] == "acme"';

describe('the routing connector', () => {
  test('looks at resources, and goes on when a condition fails', () => {
    expect(rendered(new RoutingConnector({ table: [{ condition, pipelines: ['traces/acme'] }] }))).toEqual({
      error_mode: 'ignore',
      table: [{ context: 'resource', condition, pipelines: ['traces/acme'] }],
    });
  });

  test('does everything as it is told', () => {
    const connector = new RoutingConnector({
      name: 'tenants',
      errorMode: OttlErrorMode.PROPAGATE,
      defaultPipelines: ['logs'],
      table: [
        { context: RoutingContext.REQUEST, condition: 'request["X-Tenant"] == "acme"', action: RoutingAction.COPY, pipelines: ['logs/acme', 'logs/all'] },
        { context: RoutingContext.LOG, condition: 'IsMatch(log.body, "^a$")', action: RoutingAction.MOVE, pipelines: ['logs/errors'] },
      ],
    });

    expect(rendered(connector)).toEqual({
      error_mode: 'propagate',
      default_pipelines: ['logs'],
      table: [
        { context: 'request', condition: 'request["X-Tenant"] == "acme"', action: 'copy', pipelines: ['logs/acme', 'logs/all'] },
        { context: 'log', condition: 'IsMatch(log.body, "^a$$")', action: 'move', pipelines: ['logs/errors'] },
      ],
    });
    expect(connector._id(TESTED)).toBe('routing/tenants');
  });

  test.each([
    [RoutingContext.SPAN, 'traces/a'],
    [RoutingContext.METRIC, 'metrics/a'],
    [RoutingContext.DATAPOINT, 'metrics/a'],
    [RoutingContext.LOG, 'logs/a'],
    [RoutingContext.RESOURCE, 'metrics'],
  ])('looks at a %s on the way to %s', (context, pipeline) => {
    expect(rendered(new RoutingConnector({ table: [{ context, condition: 'true', pipelines: [pipeline] }] }))).toMatchObject({ table: [{ context }] });
  });

  test.each<[Route[], string]>([
    [[], 'table is empty'],
    [[{ condition: ' ', pipelines: ['traces'] }], 'the condition of route 1 is empty'],
    [[{ condition, pipelines: [] }], 'the pipelines of route 1 is empty'],
    [[{ condition, pipelines: ['traces/a', 'traces/a'] }], "the pipelines of route 1 has 'traces/a' twice"],
    [[{ condition, pipelines: ['acme'] }], "'acme' is not the id of a pipeline"],
    [[{ condition, pipelines: ['traces/'] }], "'traces/' is not the id of a pipeline"],
    [[{ condition, pipelines: ['traces/a'] }, { condition, pipelines: ['traces/b'] }], `route 2 has the condition of route 1: ${condition}`],
    [[{ condition, pipelines: ['traces/a b'] }], "'traces/a b' is not the id of a pipeline"],
    [[{ condition, pipelines: ['traces/a', 'logs/a'] }], "'traces/a' and 'logs/a' carry different signals"],
    [[{ condition, pipelines: ['traces/a'], context: RoutingContext.LOG }], "route 1 looks at a log and goes to 'traces/a'"],
    [
      [{ condition: 'request["a"] > "b"', pipelines: ['traces/a'], context: RoutingContext.REQUEST }],
      "the condition 'request[\"a\"] > \"b\"' of route 1 does not compare a field of the request with a text",
    ],
  ])('fails at %j', (table, what) => {
    expect(problemOf(() => new RoutingConnector({ table }))).toMatchObject({ path: 'RoutingConnector', what });
  });

  test.each([
    ['/shop$', "'traces/shop', or that of another signal: traces, metrics, logs"],
    ['$', "'traces/acme', or that of another signal: traces, metrics, logs"],
  ])('says how to mend the pipeline %s', (pipeline, fix) => {
    expect(problemOf(() => new RoutingConnector({ table: [{ condition, pipelines: [pipeline] }] }))).toMatchObject({ fix });
  });

  test.each([
    [['acme'], "'acme' is not the id of a pipeline"],
    [['logs'], "'traces/a' and 'logs' carry different signals"],
    [[], 'defaultPipelines is empty'],
  ])('fails at the default pipelines %j', (defaultPipelines, what) => {
    expect(problemOf(() => new RoutingConnector({ table: [{ condition, pipelines: ['traces/a'] }], defaultPipelines }))).toMatchObject({ what });
  });
});
