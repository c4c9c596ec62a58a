/** Where health checks are asked for. */
export const HEALTH_PATHS: readonly string[] = ['/health', '/healthz', '/livez', '/readyz', '/ready', '/live', '/ping', '/-/healthy', '/-/ready'];
