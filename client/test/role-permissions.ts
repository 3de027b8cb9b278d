import type { StaffRole } from '@hoithi/shared/contract/staff';
import { hasPermission, type Permission, permissions } from '@hoithi/shared/rules/permissions';

/** What a role may do, as the server says it to a page. */
export const rolePermissions = (role: StaffRole): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((each) => hasPermission(role, each));
