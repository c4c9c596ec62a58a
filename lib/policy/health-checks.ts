/** Where health checks are asked for. */
export const HEALTH_PATHS: readonly string[] = ['/health', '/healthz', '/livez', '/readyz', '/ready', '/live', '/ping', '/-/healthy', '/-/ready'];

/** Who asks for nothing else. */
export const HEALTH_CHECKERS: readonly string[] = ['kube-probe', 'ELB-HealthChecker', 'GoogleHC'];

const CHECKER = `(${HEALTH_CHECKERS.join('|')})/[0-9.]+`;

/** Lines of access logs, as Apache and nginx write them and as JSON, that say that a health check went well, by who asked. */
export const PASSED_BY_CHECKER: readonly string[] = [
  `"(GET|HEAD) [^"]*" 2[0-9][0-9] .*${CHECKER}`,
  `^\\s*\\{.*"[a-z_.]*(status|code)[a-z_.]*"\\s*:\\s*"?2[0-9][0-9]\\b.*${CHECKER}`,
  `^\\s*\\{.*${CHECKER}.*"[a-z_.]*(status|code)[a-z_.]*"\\s*:\\s*"?2[0-9][0-9]\\b`,
];

/**
 * The same by the path, as Apache and nginx write it.
 *
 * @param paths an expression
 */
export function passedAt(paths: string): string {
  return `"(GET|HEAD) ${paths}([/?][^" ]*)? HTTP/[0-9.]+" 2[0-9][0-9]\\b`;
}
