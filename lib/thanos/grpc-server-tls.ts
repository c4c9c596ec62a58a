import { ServerTls } from '../wiring';
import { FlagValues } from './flags/setting';

/** How the server of gRPC protects its connections. */
export function grpcServerTlsFlags(tls: ServerTls | undefined): FlagValues {
  return tls === undefined ? {} : {
    'grpc-server-tls-cert': tls.certificate.path,
    'grpc-server-tls-key': tls.key.path,
    'grpc-server-tls-client-ca': tls.clientCa?.path,
  };
}
