import { VariableNeed } from '../../wiring';

/* What a pod knows of itself, as variables under one name wherever a configuration asks for them. */

export const POD_NAME: VariableNeed = { name: 'POD_NAME', fieldPath: 'metadata.name' };

export const POD_NAMESPACE: VariableNeed = { name: 'POD_NAMESPACE', fieldPath: 'metadata.namespace' };

export const POD_IP: VariableNeed = { name: 'POD_IP', fieldPath: 'status.podIP' };

export const NODE_NAME: VariableNeed = { name: 'NODE_NAME', fieldPath: 'spec.nodeName' };

export const NODE_IP: VariableNeed = { name: 'NODE_IP', fieldPath: 'status.hostIP' };
