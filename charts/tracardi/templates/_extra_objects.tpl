{{- /* Manifests of the user's beside ours: root. As of our own objects, the namespace called default is not named. */ -}}
{{- define "tracardi.extraObjects" -}}
{{- $root := .root -}}
{{- $labels := include "tracardi.labels" (list $root "") | fromJson -}}
{{- $clusterKinds := include "tracardi.data.clusterKinds" . | fromYamlArray -}}
{{- range $root.Values.extraObjects -}}
{{- if . }}
{{- $metadata := dict
  "labels" (include "tracardi.merged" (list $labels .metadata.labels) | fromJson)
  "annotations" (include "tracardi.merged" (list $root.Values.commonAnnotations .metadata.annotations) | fromJson)
-}}
{{- $namespace := dict "namespace" $root.Release.Namespace -}}
{{- if or (eq $root.Release.Namespace "default") (hasPrefix "Cluster" .kind) (has .kind $clusterKinds) -}}
{{- $namespace = dict -}}
{{- end -}}
{{- $metadata = include "tracardi.given" $metadata | fromJson -}}
{{- $metadata = include "tracardi.merged" (list $namespace (omit .metadata "labels" "annotations") $metadata) | fromJson }}
---
{{ include "tracardi.merged" (list . (dict "metadata" $metadata)) | fromJson | include "tracardi.yaml" }}
{{- end -}}
{{- end -}}
{{- end -}}
