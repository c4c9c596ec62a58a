import { Door } from './door';
import type { LokiInstallation } from './loki-installation';
import { LokiQueryEndpoint } from './query-endpoint';
import { LokiTenant } from './tenants/loki-tenant';
import { nameOfHost } from '../wiring/address';
import { OtlpEndpoint } from '../wiring/otlp-endpoint';
import { TENANT_HEADER } from '../wiring/tenant';

/** Where tenants write and ask. Each has a value of its own, so that nobody names a header. */
export class LokiFrontage {
  private readonly written = new Map<LokiTenant, OtlpEndpoint>();
  private readonly asked = new Map<LokiTenant, LokiQueryEndpoint>();

  public constructor(private readonly installation: LokiInstallation, private readonly writers: Door, private readonly readers: Door) {}

  public otlpEndpointFor(tenant: LokiTenant): OtlpEndpoint {
    this.installation.requireTenant(tenant);
    const { workload, service, port } = this.writers;
    return remembered(this.written, tenant, () => {
      const endpoint = OtlpEndpoint._servedHttp(workload.servedAt(service, port), this.nameOf(tenant), { path: '/otlp', headers: { [TENANT_HEADER]: tenant.name } });
      workload.served.push(endpoint);
      return endpoint;
    });
  }

  public queryEndpointFor(tenant: LokiTenant): LokiQueryEndpoint {
    this.installation.requireTenant(tenant);
    const { workload, service, port } = this.readers;
    return remembered(this.asked, tenant, () => {
      const endpoint = LokiQueryEndpoint._served(workload.servedAt(service, port), tenant.name);
      workload.served.push(endpoint);
      return endpoint;
    });
  }

  private nameOf(tenant: LokiTenant): string {
    return tenant === this.installation.defaultTenant ? this.installation.name : nameOfHost(`${this.installation.name}-${tenant.name}`);
  }
}

function remembered<T>(values: Map<LokiTenant, T>, tenant: LokiTenant, make: () => T): T {
  const value = values.get(tenant) ?? make();
  values.set(tenant, value);
  return value;
}
