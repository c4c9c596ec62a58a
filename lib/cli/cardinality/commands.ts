import { checkCommand } from './check-command';
import { reportCommand } from './report-command';
import { ExitCode, Surroundings } from '../surroundings';

/** A command of `cardinality`, by its arguments. */
export type Command = (args: readonly string[], surroundings: Surroundings) => Promise<ExitCode>;

/** All commands of `cardinality` by their names. */
export const COMMANDS: { readonly [name: string]: Command } = {
  report: (args, surroundings) => reportCommand('report', args, surroundings),
  simulate: (args, surroundings) => reportCommand('simulate', args, surroundings),
  check: checkCommand,
};

export const CARDINALITY_USAGE = `usage: cdk8s-observability cardinality report   --dump SOURCE …
       cdk8s-observability cardinality simulate --dump SOURCE … --policy platform.ts
       cdk8s-observability cardinality check    --policy platform.ts --rules FILE … --dashboard FILE …

report    how many series there are, and what makes them
simulate  what a policy leaves of them
check     which rules and dashboards a policy breaks

  --dump SOURCE           a page of a target (text 0.0.4 or OpenMetrics), the answer of /api/v1/series or /api/v1/status/tsdb,
                          or http(s)://host of a Prometheus. Several are counted together
  --target NAME=VALUE,…   labels of the target that has served the page before: job=node,instance=n1:9100
  --honor-labels          labels of the page before win over those of its target
  --policy FILE           a module that exports one CardinalityPolicy, as default or as policy; .ts by the tsx or ts-node of your project
  --budget NAME=NUMBER    series, seriesPerJob or seriesPerTarget; several
  --scrape-interval TIME  from one scrape to the next: 30s (default 1m)
  --format FORMAT         text (default), json or html
  --output FILE           where the report goes (default: here)

of a Prometheus:
  --start, --end TIME     RFC 3339 or seconds since 1970 (default: the last 5 minutes)
  --match SELECTOR        which series (default {__name__=~".+"})
  --status                its /api/v1/status/tsdb only: spans instead of numbers, but cheap
  --token-file FILE       a bearer token; or --token-env NAME, a variable that has it

of check:
  --rules FILE            rule files and PrometheusRule manifests, YAML or JSON; several
  --dashboard FILE        dashboards of Grafana, or ConfigMaps with them; several
  --series FILE           the answer of /api/v1/series: what happens is known then, and warnings are few
  --behind-remote-write   the rules are evaluated where series with keepRaw: false do not arrive

exit codes: 0 fine; 1 a budget or a rule is broken, or a policy says unique where it is not; 2 something cannot be read
`;
