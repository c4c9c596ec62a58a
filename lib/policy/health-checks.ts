/** Where health checks are asked for. */
export const HEALTH_PATHS: readonly string[] = ['/health', '/healthz', '/livez', '/readyz', '/ready', '/live', '/ping', '/-/healthy', '/-/ready'];

/** Who asks for nothing else. */
const CHECKERS = '(kube-probe|ELB-HealthChecker|GoogleHC)/[0-9.]+';

/**
 * Expressions for lines of access logs, as Apache and nginx write them and as JSON, that say that a health check went well: by who asked, or by the path.
 *
 * @param paths an expression for paths
 */
export function passedHealthChecks(paths: string): string[] {
  return [
    `"(GET|HEAD) [^"]*" 2[0-9][0-9] .*${CHECKERS}`,
    `"(GET|HEAD) ${paths}([/?][^" ]*)? HTTP/[0-9.]+" 2[0-9][0-9]\\b`,
    `^\\s*\\{.*"[a-z_.]*(status|code)[a-z_.]*"\\s*:\\s*"?2[0-9][0-9]\\b.*${CHECKERS}`,
    `^\\s*\\{.*${CHECKERS}.*"[a-z_.]*(status|code)[a-z_.]*"\\s*:\\s*"?2[0-9][0-9]\\b`,
  ];
}
