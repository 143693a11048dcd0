import { assertNode } from './node-version';

assertNode();

export { ApmWorker, ApmWorkerProps } from './apm-worker';
export { Component, ComponentProps } from './component';
export { Gui, GuiProps } from './gui';
export { Platform, PlatformProps } from './platform';
export { PrivateApi, PrivateApiProps } from './private-api';
export { PublicApi, PublicApiProps } from './public-api';
export { QueueBridge, QueueBridgeProps } from './queue-bridge';
export { QueueWorker, QueueWorkerProps, WorkerQueue } from './queue-worker';
export { TenantManagementService, TenantManagementServiceProps } from './tenant-management-service';
export { TenantRouting, TenantRoutingProps } from './tenant-routing';
export { TenantSeedJob, TenantSeedJobProps } from './tenant-seed-job';
export { TmsGui, TmsGuiProps } from './tms-gui';
export { Tracardi, TracardiProps } from './tracardi';
export { FromValuesOptions, TracardiChart, TracardiChartProps } from './tracardi-chart';
export { UpgradeWorker, UpgradeWorkerProps } from './upgrade-worker';
export { validateValues, ValuesDiagnostic } from './values/validate';
export * from './values/generated/types';
