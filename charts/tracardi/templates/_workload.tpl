{{- /* The objects of a component: root, of (its path). They are empty where it is not deployed. */ -}}

{{- define "tracardi.deployment" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $settings := .settings -}}
{{- $name := include "tracardi.objectName" (list $.root .name) -}}
{{- $source := dict "root" $.root "component" . -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name "labels" $settings.labels "annotations" $settings.annotations) | nindent 2 }}
spec:
  {{- if not (or $settings.autoscaling.enabled $settings.keda.enabled (kindIs "invalid" $settings.replicas)) }}
  replicas: {{ int64 $settings.replicas }}
  {{- end }}
  {{- if not (kindIs "invalid" $settings.revisionHistoryLimit) }}
  revisionHistoryLimit: {{ int64 $settings.revisionHistoryLimit }}
  {{- end }}
  {{- if not (kindIs "invalid" $settings.minReadySeconds) }}
  minReadySeconds: {{ int64 $settings.minReadySeconds }}
  {{- end }}
  {{- /* Kubernetes' own default, said aloud: one that nobody owns stays beside a later type of Recreate under server-side apply. */}}
  {{- $rollingUpdate := dict "type" "RollingUpdate" "rollingUpdate" (dict "maxSurge" "25%" "maxUnavailable" "25%") }}
  {{- with default $rollingUpdate $settings.strategy }}
  strategy:
    {{- include "tracardi.yaml" . | nindent 4 }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "tracardi.selector" $source | fromJson | include "tracardi.yaml" | nindent 6 }}
  template:
    {{- include "tracardi.podTemplate" $source | nindent 4 }}
{{- end -}}
{{- end -}}

{{- define "tracardi.serviceAccount" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- if .settings.serviceAccount.create -}}
{{- $name := include "tracardi.serviceAccountName" (dict "root" $.root "component" .) -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name "annotations" .settings.serviceAccount.annotations) | nindent 2 }}
automountServiceAccountToken: false
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.service" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $service := .settings.service -}}
{{- $name := include "tracardi.objectName" (list $.root .service) -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name "labels" $service.labels "annotations" $service.annotations) | nindent 2 }}
spec:
  type: {{ $service.type }}
  {{- include "tracardi.servicePorts" (dict "root" $.root "component" . "name" .portName "isMain" true) | nindent 2 }}
  {{- if and (eq $service.type "NodePort") $service.externalTrafficPolicy }}
  externalTrafficPolicy: {{ $service.externalTrafficPolicy }}
  {{- end }}
{{- end -}}
{{- end -}}

{{- define "tracardi.loadBalancer" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $service := .settings.service -}}
{{- if $service.loadBalancer -}}
{{- $name := include "tracardi.objectName" (list $.root .loadBalancer) -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name "labels" $service.labels "annotations" $service.loadBalancerAnnotations) | nindent 2 }}
spec:
  type: LoadBalancer
  {{- include "tracardi.servicePorts" (dict "root" $.root "component" . "name" .loadBalancerPortName) | nindent 2 }}
  {{- with $service.loadBalancerClass }}
  loadBalancerClass: {{ include "tracardi.yaml" . }}
  {{- end }}
  {{- with $service.loadBalancerSourceRanges }}
  loadBalancerSourceRanges:
    {{- include "tracardi.yaml" . | nindent 4 }}
  {{- end }}
  {{- with $service.externalTrafficPolicy }}
  externalTrafficPolicy: {{ . }}
  {{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /*
What both Services of a component have alike: root, component, the name of the port, and isMain for the one that is always made. The target is the port's number: pods of the chart before, which
name their ports otherwise, keep receiving during an upgrade.
*/ -}}
{{- define "tracardi.servicePorts" -}}
{{- $service := .component.settings.service -}}
ports:
  - port: {{ int64 $service.port }}
    {{- with .name }}
    name: {{ . }}
    {{- end }}
    appProtocol: http
    protocol: TCP
    targetPort: {{ int64 .component.settings.containerPort }}
    {{- if and .isMain (not (kindIs "invalid" $service.nodePort)) }}
    nodePort: {{ int64 $service.nodePort }}
    {{- end }}
selector:
  {{- include "tracardi.selector" . | fromJson | include "tracardi.yaml" | nindent 2 }}
{{- with $service.sessionAffinity }}
sessionAffinity: {{ . }}
{{- end }}
{{- with $service.ipFamilyPolicy }}
ipFamilyPolicy: {{ . }}
{{- end }}
{{- end -}}

{{- define "tracardi.horizontalPodAutoscaler" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $scaling := .settings.autoscaling -}}
{{- if $scaling.enabled -}}
{{- $name := include "tracardi.objectName" (list $.root .name) -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name) | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ $name }}
  minReplicas: {{ int64 $scaling.minReplicas }}
  maxReplicas: {{ int64 $scaling.maxReplicas }}
  {{- $metrics := list }}
  {{- with $scaling.targetCpuUtilizationPercentage }}
  {{- $metrics = append $metrics (include "tracardi.utilization" (list "cpu" .) | fromJson) }}
  {{- end }}
  {{- with $scaling.targetMemoryUtilizationPercentage }}
  {{- $metrics = append $metrics (include "tracardi.utilization" (list "memory" .) | fromJson) }}
  {{- end }}
  metrics:
    {{- concat $metrics (default list $scaling.metrics) | include "tracardi.yaml" | nindent 4 }}
  {{- with $scaling.behavior }}
  behavior:
    {{- include "tracardi.yaml" . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Metric of a resource, as JSON: (list NAME PERCENTAGE). */ -}}
{{- define "tracardi.utilization" -}}
{{- $target := dict "type" "Utilization" "averageUtilization" (last .) -}}
{{- dict "type" "Resource" "resource" (dict "name" (first .) "target" $target) | toJson -}}
{{- end -}}

{{- define "tracardi.scaledObject" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $keda := .settings.keda -}}
{{- if $keda.enabled -}}
{{- $name := include "tracardi.objectName" (list $.root .name) -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name) | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ $name }}
  minReplicaCount: {{ int64 $keda.minReplicaCount }}
  maxReplicaCount: {{ int64 $keda.maxReplicaCount }}
  pollingInterval: {{ int64 $keda.pollingInterval }}
  cooldownPeriod: {{ int64 $keda.cooldownPeriod }}
  triggers:
    {{- include "tracardi.yaml" $keda.triggers | nindent 4 }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.podDisruptionBudget" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $budget := .settings.podDisruptionBudget -}}
{{- if $budget.enabled -}}
{{- $name := include "tracardi.objectName" (list $.root .name) -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name) | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "tracardi.selector" (dict "root" $.root "component" .) | fromJson | include "tracardi.yaml" | nindent 6 }}
  {{- if not (kindIs "invalid" $budget.minAvailable) }}
  minAvailable: {{ toJson $budget.minAvailable }}
  {{- else if not (kindIs "invalid" $budget.maxUnavailable) }}
  maxUnavailable: {{ toJson $budget.maxUnavailable }}
  {{- else }}
  maxUnavailable: 1
  {{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.networkPolicy" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $policy := .settings.networkPolicy -}}
{{- if $policy.enabled -}}
{{- $name := include "tracardi.objectName" (list $.root .name) -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name) | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "tracardi.selector" (dict "root" $.root "component" .) | fromJson | include "tracardi.yaml" | nindent 6 }}
  policyTypes:
    - Ingress
    {{- if $policy.egress }}
    - Egress
    {{- end }}
  {{- if $policy.ingress }}
  ingress:
    {{- include "tracardi.yaml" $policy.ingress | nindent 4 }}
  {{- else if .settings.containerPort }}
  ingress:
    - ports:
        - port: {{ int64 .settings.containerPort }}
          protocol: TCP
  {{- else }}
  ingress: []
  {{- end }}
  {{- with $policy.egress }}
  egress:
    {{- include "tracardi.yaml" . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}
{{- end -}}
