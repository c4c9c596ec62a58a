export * from './cardinality-bounds';
export * from './cardinality-report';
export { CardinalitySimulator } from './cardinality-simulator';
export type { SimulationOptions, SimulationProps } from './cardinality-simulator';
export { MetricKind } from './metric-kind';
export * from './report/report-figures';
export type { FigureBand } from './report/sizing-figures';
export { SeriesDump } from './series-dump';
export type { DumpTarget } from './series-dump';
