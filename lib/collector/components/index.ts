export {
  Component, Connector, CustomComponentProps, Exporter, Extension, IPipelineSink, IPipelineSource, Processor, Receiver,
} from './component';
export { ComponentKind } from './component-type';
export * from './custom';
export * from './exporters/debug-exporter';
export * from './exporters/file-exporter';
export * from './exporters/otlp-exporter';
export * from './exporters/otlp-grpc-exporter';
export * from './exporters/otlp-http-exporter';
export * from './exporters/prometheus-remote-write-exporter';
export { QueueSize, RetryOptions, SendingQueueOptions } from './exporters/sending-queue';
export * from './extensions/basic-auth-extension';
export * from './extensions/bearer-token-auth-extension';
export * from './extensions/file-storage-extension';
export * from './extensions/health-check-extension';
export * from './extensions/pprof-extension';
export * from './processors/attribute-action';
export * from './processors/delta-to-cumulative-processor';
export * from './processors/filter-processor';
export * from './processors/k8s-attributes-processor';
export * from './processors/memory-limiter-processor';
export * from './processors/ottl-error-mode';
export * from './processors/resource-processor';
export * from './processors/transform-processor';
export * from './receivers/otlp-receiver';
