/** How tenants are told apart: by Receive those who write, by Query those who ask. */
export interface ThanosTenancy {
  /**
   * The header that names the tenant.
   *
   * @default 'THANOS-TENANT'
   */
  readonly header?: string;

  /**
   * The tenant of whoever names none.
   *
   * @default 'default-tenant'
   */
  readonly defaultTenant?: string;

  /**
   * The label under which the tenant is on every series.
   *
   * @default 'tenant_id'
   */
  readonly label?: string;
}
